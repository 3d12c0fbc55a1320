import { expect, it } from 'vitest';
import type { Glyph } from '../fonts/face.ts';
import { readUnicodeMap } from '../testing/read-unicode-map.ts';
import { unicodeEntries } from './unicode-map.ts';

function glyph(letter: string): Glyph {
  return { parts: [{ glyph: 0, dx: 0, dy: 0 }], advance: 0, letter };
}

it('letters read back from their codes, one by one and in ranges, which end where a high byte changes', () => {
  const letters = [
    ...Array.from({ length: 300 }, (_, at) => String.fromCharCode(0xc0 + at)),
    'ơ̆',
    'a',
    'b',
    'z',
  ];
  const map = readUnicodeMap(unicodeEntries(letters.map(glyph), 200));
  expect([...map].toSorted(([a], [b]) => a - b)).toEqual(letters.map((letter, at) => [200 + at, letter]));
  for (const [, first, last, unicode] of unicodeEntries(letters.map(glyph), 200).matchAll(
    /<(\w{4})><(\w{4})><(\w{4})>/g,
  )) {
    expect(first!.slice(0, 2)).toBe(last!.slice(0, 2));
    const length = Number.parseInt(last!, 16) - Number.parseInt(first!, 16);
    expect(Number.parseInt(unicode!.slice(2), 16) + length).toBeLessThan(256);
  }
});
