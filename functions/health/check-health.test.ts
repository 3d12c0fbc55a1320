import { expect, it } from 'vitest';
import { checkHealth } from './check-health.ts';

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
