import { expect, it } from 'vitest';
import { KeptParts } from './kept-parts.ts';

it('takes a text apart once, and goes on when it has as many as it keeps', () => {
  const taken: string[] = [];
  const parts = new KeptParts((text) => {
    taken.push(text);
    return text.length;
  });
  for (let turn = 0; turn < 2; turn++) {
    for (let at = 0; at < 2_100; at++) expect(parts.of('a'.repeat(at))).toBe(at);
  }
  expect(taken.length).toBe(2_100 + 100);
});
