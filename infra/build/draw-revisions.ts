/**
 * Draws the revisions of a result to scale: `node infra/build/draw-revisions.ts FILE` writes docs/pictures/revisions.svg.
 * Everything in it is read from the file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const WIDTH = 760;
const LEFT = 190;
const ROW = 46;
const NAMES = ['0 draft', '1 official', '2 number, date, seal', '3 security store', '4 document timestamp'];

interface Part {
  readonly from: number;
  readonly to: number;
  readonly kind: 'value' | 'room' | 'picture';
}

const COLOURS = { value: '#1c3aa9', room: '#e8d9a0', picture: '#d8121f', rest: '#b9c4cf' } as const;
const LEGEND = [
  ['rest', 'objects'],
  ['picture', 'picture'],
  ['value', '/Contents: CMS and token'],
  ['room', '/Contents: room left'],
] as const;

const [input = ''] = process.argv.slice(2);
const pdf = readFileSync(input);
const text = pdf.toString('latin1');
const ends = [...text.matchAll(/startxref\n\d+\n%%EOF\n?/g)].map(({ index, 0: all }) => index + all.length);
const parts = [...values(), ...pictures()];
writeFileSync(resolve(import.meta.dirname, '../../docs/pictures/revisions.svg'), drawing());

function values(): Part[] {
  return [...text.matchAll(/\/Contents <([0-9a-f]+)>/g)].flatMap(({ index, 1: hex = '' }) => {
    const from = index + '/Contents <'.length;
    const used = from + hex.replace(/(?:00)+$/, '').length;
    return [
      { from, to: used, kind: 'value' as const },
      { from: used, to: from + hex.length, kind: 'room' as const },
    ];
  });
}

function pictures(): Part[] {
  return [...text.matchAll(/\/Subtype \/Image [^>]*?\/Length (\d+)[^>]*>>\s*stream\r?\n/g)].map((found) => {
    const from = found.index + found[0].length;
    return { from, to: from + Number(found[1]), kind: 'picture' as const };
  });
}

function drawing(): string {
  const scale = (WIDTH - LEFT - 90) / Math.max(...ends.map((end, row) => end - (ends[row - 1] ?? 0)));
  const rows = ends.map((end, row) => revision(row, ends[row - 1] ?? 0, end, scale)).join('\n');
  const height = ends.length * ROW + 56;
  const keys = LEGEND.map(([kind, words], index) => {
    const x = 12 + index * 185;
    return `<rect x="${x}" y="${height - 30}" width="14" height="14" fill="${COLOURS[kind]}"/><text x="${x + 20}" y="${height - 18}">${words}</text>`;
  }).join('\n');
  const title = `A result of ${pdf.length.toLocaleString('en')} bytes, revision by revision`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="sans-serif" font-size="13">
<title>${title}</title>
<rect width="${WIDTH}" height="${height}" fill="#fff"/>
${rows}
${keys}
</svg>
`;
}

function revision(row: number, start: number, end: number, scale: number): string {
  const y = 12 + row * ROW;
  const bar = ({ from, to, kind }: Omit<Part, 'kind'> & { kind: keyof typeof COLOURS }) =>
    `<rect x="${(LEFT + (from - start) * scale).toFixed(1)}" y="${y}" width="${Math.max(0.5, (to - from) * scale).toFixed(1)}" height="24" fill="${COLOURS[kind]}"/>`;
  const inside = parts.filter(({ from }) => from >= start && from < end).map(bar);
  const size = `<text x="${(LEFT + (end - start) * scale + 6).toFixed(1)}" y="${y + 17}">${(end - start).toLocaleString('en')}</text>`;
  const whole = bar({ from: start, to: end, kind: 'rest' });
  return [`<text x="12" y="${y + 17}">${NAMES[row] ?? row}</text>`, whole, ...inside, size].join('\n');
}
