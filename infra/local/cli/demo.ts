import { styleText } from 'node:util';
import { readArguments, UsageError } from '../../demo/arguments.ts';
import { reportTable } from '../../demo/report-table.ts';
import { runDemo } from '../../demo/run-demo.ts';

/**
 * `npm run demo [-- FILE.json … | --count N --seed S] [--out DIR]`. Exit 0: every dossier got where it should;
 * 2: some input was refused; 1 (which wins): a dossier failed on the way.
 */
try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const options = readArguments(process.argv.slice(2));
  const started = Date.now();
  const tell = (sentence: string) =>
    console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(5)} s  ${sentence}`);
  const { reports, refused, broken } = await runDemo(options, tell);
  console.log(`\n${reportTable(reports)}\n`);
  for (const lines of refused) console.error(lines.map((line) => styleText('red', line)).join('\n'));
  if (broken)
    console.error(styleText('red', `Chạy thử dừng giữa chừng / the run broke off: ${broken.message}`));
  console.log(
    `Kết quả nằm ở / everything is in ${options.out} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
  );
  if (broken || reports.some(({ status }) => status === 'failed')) return 1;
  return refused.length > 0 ? 2 : 0;
}
