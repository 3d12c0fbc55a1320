import { defineConfig } from 'vitest/config';

const shared = { pool: 'forks', testTimeout: 20_000 } as const;
const rules = 'test/{house-rules,workflow-rules,cdk}/**/*.test.ts';

/**
 * Unit tests sit beside their file. Rules look at the whole repository: sources, definition, bundles, templates.
 * What crosses capabilities or starts the embedded stack is in the rest of test/.
 */
export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: 'unit', include: ['{functions,infra,bench}/**/*.test.{ts,tsx}'] } },
      { test: { ...shared, name: 'rules', include: [rules] } },
      { test: { ...shared, name: 'cross', include: ['test/**/*.test.{ts,tsx}'], exclude: [rules] } },
    ],
  },
});
