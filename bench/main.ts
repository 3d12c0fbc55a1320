import { UsageError } from '../infra/demo/arguments.ts';
import type { Benchmark } from './benchmark.ts';
import { bundles } from './bundles.ts';
import { hostile } from './hostile.ts';
import { rendering } from './rendering.ts';
import { signing } from './signing.ts';
import { verification } from './verification.ts';
import { workflow } from './workflow.ts';

const benchmarks: Readonly<Record<string, Benchmark>> = {
  bundles,
  hostile,
  rendering,
  signing,
  verification,
  workflow,
};

/** `npm run bench -- NAME`: a table for people, then one line of JSON for machines. */
const [name = '', ...args] = process.argv.slice(2);
const benchmark = benchmarks[name];
if (!benchmark) {
  console.error(`usage: npm run bench -- ${Object.keys(benchmarks).join('|')}`);
  process.exit(2);
}
try {
  const measured = await benchmark(args);
  console.table(measured.rows);
  console.table(measured.totals);
  console.log(JSON.stringify(measured));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
