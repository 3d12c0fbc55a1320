import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

// Node keeps there what it has compiled, over runs: half of the start of every process that a test starts.
process.env['NODE_COMPILE_CACHE'] ??= path.resolve('dist/compiled');

const common = {
  pool: 'forks',
  // No file changes anything that outlives it, so that one process runs file after file and imports once.
  isolate: false,
  // A slow or busy machine is not a broken product: nothing here is timed.
  testTimeout: 180_000,
  hookTimeout: 180_000,
  env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
} as const;
const beside = '{functions,infra,bench}/**/*.test.{ts,tsx}';
/** Of these, the ones that start a database, a store or another embedded service of their own. */
const services = '{functions,infra}/**/*.services.test.ts';
const rules = ['test/{house-rules,workflow-rules}/**/*.test.ts', 'test/cdk/!(*.deep).test.ts'];
/** What goes deeper than the main job (ADR 0041): `npm test` leaves it to `npm run test:deep`. */
const deep = '{functions,infra,test}/**/*.deep.test.ts';
/** Tests that start the embedded stack, or a service, processes or sandboxes of it, though they lie beside their file. */
const stack = [
  'infra/local/{audit,cli,lambda,pki,scheduler}/**/*.test.ts',
  'infra/local/{development-pki,killed,stack,workflow-engine}.test.ts',
  'infra/local/step-functions/{closing,failed-write,kill}.test.ts',
  'infra/local/{dynamodb/dynamodb,kms/kms}.test.ts',
];
/** Tests that bundle code or draw every picture of the documentation. */
const made = [
  'infra/build/{build-functions,lean-packages,lean-schemas,lean-zod}.test.ts',
  'infra/build/block-pictures/draw.test.ts',
];

/** One long test: vitest begins with it, by the project's name, and the others run beside it. */
const atOnce = 'test/stack/**/*.test.ts';
/** Tests in one house, with one Chromium. */
const browser = 'test/browser/**/*.test.ts';
/** Tests at one front door. */
const door = 'test/api/**/*.test.ts';

/**
 * Unit tests sit beside their file. Rules look at the whole repository: sources, definition, templates of the stacks.
 * Both are quick, and all that `npm run check` runs; `npm test` runs them again among the main ones, in processes that
 * have imported most of what they need.
 */
export default defineConfig({
  test: {
    globalSetup: ['test/support/temporary-folder.ts'],
    // Who tests a stack or a page waits a good part of the time: a third process on two processors fills it.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    projects: [
      {
        test: {
          ...common,
          name: 'quick',
          include: [beside, ...rules],
          exclude: [services, deep, ...stack, ...made],
        },
      },
      {
        test: {
          ...common,
          name: 'main',
          include: [beside, 'test/**/*.test.{ts,tsx}'],
          exclude: [deep, atOnce, door, browser],
        },
      },
      { test: { ...common, name: 'at-once', include: [atOnce], exclude: [deep] } },
      { test: { ...common, name: 'door', include: [door], exclude: [deep] } },
      { test: { ...common, name: 'deep', include: [deep] } },
      { test: { ...common, name: 'browser', include: [browser], exclude: [deep] } },
    ],
  },
});
