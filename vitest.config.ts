import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{functions,infra,test,bench}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    testTimeout: 20_000,
  },
});
