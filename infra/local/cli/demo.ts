import { DEMO_USAGE, readArguments, UsageError, type DemoArguments } from '../../demo/arguments.ts';
import { reportTable } from '../../demo/report-table.ts';
import { coloured } from '../../demo/coloured.ts';
import { explain } from './explain.ts';
import { interruption } from './interruption.ts';
import { wantsHelp } from './usage.ts';

/**
 * `npm run demo [-- FILE.json … | --count N --seed S] [--out DIR]`. Exit 0: every dossier got where it should;
 * 2: some input was refused; 1 (which wins): a dossier failed on the way; 130: interrupted.
 */

const INTERRUPTED = 130;
const started = Date.now();
const seconds = (): string => ((Date.now() - started) / 1000).toFixed(1);
const complain = (text: string): void => console.error(coloured('red', text, process.stderr));

try {
  if (wantsHelp(process.argv)) console.log(DEMO_USAGE);
  else process.exitCode = await main(readArguments(process.argv.slice(2)), untilInterrupted());
} catch (error) {
  complain(error instanceof UsageError ? error.message : (explain(error) ?? reasonOf(error)));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function main(options: DemoArguments, interruption: AbortSignal): Promise<number> {
  const tell = (sentence: string) => console.log(`${seconds().padStart(5)} s  ${sentence}`);
  // Only now: who asks how it is written, or wrote it wrongly, need not wait until the stack is loaded.
  const { runDemo } = await import('../../demo/run-demo.ts');
  const { reports, refused, broken } = await runDemo(options, tell, interruption);
  if (reports.length > 0) console.log(`\n${reportTable(reports, process.stdout)}\n`);
  for (const lines of refused) complain(lines.join('\n'));
  if (interruption.aborted) complain('Chạy thử bị dừng theo yêu cầu / the run was interrupted');
  else if (broken) complain(`Chạy thử dừng giữa chừng / the run broke off: ${reasonOf(broken)}`);
  console.log(`Kết quả nằm ở / everything is in ${options.out} (${seconds()} s)`);
  if (interruption.aborted) return INTERRUPTED;
  if (broken || reports.some(({ status }) => status === 'failed')) return 1;
  return refused.length > 0 ? 2 : 0;
}

/** The first Ctrl-C ends the run and still writes what there is; the second ends the process. */
function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  const signalled = interruption(
    () => {
      controller.abort();
      complain('\nĐang dừng và ghi lại những gì đã có… / Stopping, writing down what there is…');
    },
    () => process.exit(INTERRUPTED),
  );
  process.on('SIGINT', signalled);
  process.on('SIGTERM', signalled);
  return controller.signal;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
