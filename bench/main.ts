import { UsageError } from '../infra/demo/arguments.ts';
import type { Benchmark } from './benchmark.ts';

/** Loaded when asked for: what the others need would lie in the heap that is collected while this one is measured. */
const benchmarks: Readonly<Record<string, () => Promise<Benchmark>>> = {
  bundles: async () => (await import('./bundles.ts')).bundles,
  hostile: async () => (await import('./hostile.ts')).hostile,
  rendering: async () => (await import('./rendering.ts')).rendering,
  signing: async () => (await import('./signing.ts')).signing,
  verification: async () => (await import('./verification.ts')).verification,
  workflow: async () => (await import('./workflow.ts')).workflow,
};

/** `npm run bench -- NAME`: a table for people, then one line of JSON for machines. */
const [name = '', ...args] = process.argv.slice(2);
const load = benchmarks[name];
if (!load) {
  console.error(`usage: npm run bench -- ${Object.keys(benchmarks).join('|')}`);
  process.exit(2);
}
try {
  const benchmark = await load();
  const measured = await benchmark(args);
  console.table(measured.rows);
  console.table(measured.totals);
  console.log(JSON.stringify(measured));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
