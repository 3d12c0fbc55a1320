import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { verifyDocument } from '../../signing/index.ts';
import { changeWords } from './change-words.ts';

const archived = new URL('../../../test/fixtures/signed-by-pyhanko/archived.pdf', import.meta.url);

it('what was done to a file after its first signature is told in Vietnamese', () => {
  const { signatures } = verifyDocument(readFileSync(archived), { roots: [], now: new Date() });
  const changes = signatures.flatMap((signature) => signature.changes.list);
  expect(changes.length).toBeGreaterThan(2);
  expect(changes.filter((change) => changeWords(change, 'vi').language !== 'vi')).toEqual([]);
});

it('a change keeps the name in it', () => {
  expect(changeWords('field number was filled in', 'vi').text).toBe('Trường number được điền');
});

it('what has no words is told as it is, marked as English', () => {
  expect(changeWords('something else', 'vi')).toEqual({ text: 'something else', language: 'en' });
});
