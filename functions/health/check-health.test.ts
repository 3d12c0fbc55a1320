import { expect, it } from 'vitest';
import { checkHealth, keepFor } from './check-health.ts';

it('is ok when every probe holds', async () => {
  const health = await checkHealth({
    signature: () => Promise.resolve(true),
    table: () => Promise.resolve(true),
  });
  expect(health).toEqual({ status: 'ok', checks: { signature: 'ok', table: 'ok' } });
});

it('names what fails, whether it answers no or throws', async () => {
  const health = await checkHealth({
    signature: () => Promise.resolve(false),
    table: () => Promise.reject(new Error('unreachable')),
    other: () => Promise.resolve(true),
  });
  expect(health).toEqual({
    status: 'failing',
    checks: { signature: 'failing', table: 'failing', other: 'ok' },
  });
});

it('is asked again only once the last answer is old, however many ask', async () => {
  let now = 0;
  let signatures = 0;
  const ask = keepFor(
    5_000,
    () => new Date(now),
    async () => (signatures += 1),
  );
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  now = 4_999;
  expect(await ask()).toBe(1);
  now = 5_000;
  expect(await ask()).toBe(2);
});
