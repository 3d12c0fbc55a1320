import { expect, it } from 'vitest';
import { algorithmsEndAt } from './algorithm-ends.ts';

it('the end of algorithms is the last moment of the first day that is known', () => {
  const ends = { 'SHA-256': '2041-06-30', 'RSA-2048': '2030-12-31', 'P-384': '2028-01-01' } as const;
  expect(algorithmsEndAt(['RSA-2048', 'SHA-256'], ends)).toEqual(new Date('2030-12-31T23:59:59.999Z'));
  expect(algorithmsEndAt(['RSA-3072', 'SHA-512'], ends)).toBeUndefined();
});
