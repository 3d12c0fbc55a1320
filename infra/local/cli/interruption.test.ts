import { expect, it } from 'vitest';
import { interruption } from './interruption.ts';

it('takes the echo of a Ctrl-C for the same wish, and a later one for a stronger', () => {
  const done: string[] = [];
  let now = 0;
  const signalled = interruption(
    () => done.push('stop'),
    () => done.push('give up'),
    () => now,
  );
  for (now of [5_000, 5_001, 6_000]) signalled();
  expect(done).toEqual(['stop']);
  now = 6_001;
  signalled();
  expect(done).toEqual(['stop', 'give up']);
});
