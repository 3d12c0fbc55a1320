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
const deep = '**/*.deep.test.ts';
/** Tests that start the embedded stack, or processes and sandboxes of it, though they lie beside their file. */
const stack = [
  'infra/local/{audit,cli}/**/*.test.ts',
  'infra/local/{killed,stack,workflow-engine}.test.ts',
  'infra/local/step-functions/{failed-write,kill}.test.ts',
];

/** Tests in one house, with one Chromium. */
const browser = 'test/browser/**/*.test.ts';
/** Tests at one front door. */
const door = 'test/api/**/*.test.ts';

/**
 * Unit tests sit beside their file. Rules look at the whole repository: sources, definition, bundles, templates.
 * What crosses capabilities or starts the embedded stack is the rest.
 */
export default defineConfig({
  test: {
    globalSetup: ['test/support/temporary-folder.ts'],
    // vitest leaves one processor idle by default: of two, that is half of the machine.
    maxWorkers: '100%',
    projects: [
      { test: { ...common, name: 'unit', include: [beside], exclude: [services, deep, ...stack] } },
      { test: { ...common, name: 'services', include: [services] } },
      { test: { ...common, name: 'rules', include: rules } },
      {
        test: {
          ...common,
          name: 'cross',
          include: ['test/**/*.test.{ts,tsx}', ...stack],
          exclude: [...rules, deep, door, browser],
        },
      },
      { test: { ...common, name: 'door', include: [door], exclude: [deep] } },
      { test: { ...common, name: 'deep', include: ['{bench,functions,infra,test}/**/*.deep.test.ts'] } },
      { test: { ...common, name: 'browser', include: [browser], exclude: [deep] } },
    ],
  },
});
