import { coloured, type Output } from './coloured.ts';
import type { RevisionReport } from './summary.ts';

const HEADINGS = [
  'Hồ sơ / dossier',
  'Lần',
  'Số, ký hiệu / number',
  'Hình thức / channels',
  'Trạng thái / status',
];

const COLOURS = {
  returned: 'green',
  'returned-for-correction': 'yellow',
  waiting: 'cyan',
  failed: 'red',
} as const;

/** The table the demo ends with, and under it the time of every step; blocks where a terminal is too narrow. */
export function reportTable(reports: readonly RevisionReport[], stream: Output): string {
  const rows = reports.map((each) => ({
    cells: [
      each.code,
      `r${each.revision}`,
      each.number ?? '–',
      each.channels.join(', '),
      each.remark ? `${each.status}: ${each.remark}` : each.status,
    ],
    colour: COLOURS[each.status],
  }));
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map(({ cells }) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const rule = line(widths.map((width) => '─'.repeat(width)));
  const isWide = (stream.columns ?? Number.POSITIVE_INFINITY) >= rule.length;
  const shown = rows.map(({ cells, colour }) =>
    coloured(colour, isWide ? line(cells) : block(cells), stream),
  );
  return [...(isWide ? [line(HEADINGS), rule] : []), ...shown, '', ...stepTable(reports)].join('\n');
}

function block([code, revision, number, channels, status]: readonly string[]): string {
  return `${code} ${revision}\n  ${number} (${channels})\n  ${status}`;
}

/** Median and slowest of each state, in milliseconds, over all revisions, and each revision's own times. */
function stepTable(reports: readonly RevisionReport[]): string[] {
  const samples = new Map<string, number[]>();
  for (const { steps } of reports) {
    for (const { name, ms } of steps) samples.set(name, [...(samples.get(name) ?? []), ms]);
  }
  const summary = [...samples].map(([name, times]) => {
    const sorted = times.toSorted((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
    return `  ${name.padEnd(20)} ${String(Math.round(median)).padStart(6)} ${String(Math.round(sorted.at(-1) ?? 0)).padStart(7)}`;
  });
  if (reports.length > 20) return ['Bước / step (ms)      median     max', ...summary];
  const each = reports.map(
    (report) =>
      `  ${report.code} r${report.revision}: ${report.steps.map(({ name, ms }) => `${name} ${Math.round(ms)}`).join(', ') || '–'}`,
  );
  return ['Bước / step (ms)      median     max', ...summary, '', 'Từng hồ sơ / each dossier (ms)', ...each];
}
