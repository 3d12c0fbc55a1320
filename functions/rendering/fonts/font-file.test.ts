import { beforeAll, describe, expect, it } from 'vitest';
import { lettersOf } from '../../platform/letters.ts';
import { TEMPLATES } from '../testing/sample-input.ts';
import { COMMON_LETTERS } from './common-letters.ts';
import { FontFiles } from './font-file.ts';
import { placeGlyphs } from './placed-glyphs.ts';
import { sharedTypeface, type FaceName, type Typeface } from './typeface.ts';

const NAMES: readonly FaceName[] = ['regular', 'bold', 'italic', 'boldItalic'];

let typeface: Typeface;
beforeAll(async () => {
  typeface = await sharedTypeface(TEMPLATES);
});

/** The whole file of a face with these letters besides the common ones. */
function fileOf(name: FaceName, rare: string): DataView {
  const { font, common } = typeface[name];
  const letters = lettersOf(rare.normalize('NFC')).map((letter) => typeface[name].glyphOf(letter));
  const files = new FontFiles(font, common);
  const own = files.own(placeGlyphs(font, letters, common.placed).outlines);
  const { head, outlines, metrics, offsets } = files.common;
  const parts = [own.directory, head.bytes, outlines.bytes, own.outlines, metrics.bytes, own.metrics];
  const file = Buffer.concat([...parts, offsets.bytes, own.offsets]);
  return new DataView(file.buffer, file.byteOffset, file.length);
}

interface Table {
  readonly sum: number;
  readonly offset: number;
  readonly length: number;
}

function tablesOf(file: DataView): Map<string, Table> {
  return new Map(
    Array.from({ length: file.getUint16(4) }, (_, index) => {
      const at = 12 + index * 16;
      const tag = String.fromCharCode(...[0, 1, 2, 3].map((byte) => file.getUint8(at + byte)));
      const [sum, offset, length] = [at + 4, at + 8, at + 12].map((place) => file.getUint32(place));
      return [tag, { sum: sum!, offset: offset!, length: length! }];
    }),
  );
}

describe.each(NAMES)('a file of the face %s', (name) => {
  it.each(['', 'ặ', 'ơ̆Ǎƀ₫'])('has tables that add up to what its directory says, with “%s”', (rare) => {
    const file = fileOf(name, rare);
    for (const [tag, { sum, offset, length }] of tablesOf(file)) {
      expect(offset % 4, tag).toBe(0);
      let found = 0;
      for (let at = offset; at < offset + length; at += 4) found = (found + file.getUint32(at)) >>> 0;
      expect(found, tag).toBe(sum);
    }
  });

  it('has as many offsets and metrics as glyphs, and offsets that reach the end of the outlines', () => {
    const file = fileOf(name, 'ơ̆Ǎƀ₫');
    const tables = tablesOf(file);
    const glyphs = file.getUint16(tables.get('maxp')!.offset + 4);
    const loca = tables.get('loca')!;
    expect(file.getUint16(tables.get('hhea')!.offset + 34)).toBe(glyphs);
    expect(tables.get('hmtx')!.length).toBe(glyphs * 4);
    expect(loca.length).toBe((glyphs + 1) * 2);
    const ends = Array.from({ length: glyphs + 1 }, (_, at) => file.getUint16(loca.offset + at * 2));
    expect(ends).toEqual(ends.toSorted((a, b) => a - b));
    expect(ends.at(-1)! * 2).toBe(tables.get('glyf')!.length);
  });

  it('has common letters in the order of Unicode, each once and by itself', () => {
    const letters = Array.from(COMMON_LETTERS[name]);
    expect(letters).toEqual([...new Set(letters)].toSorted());
    expect(COMMON_LETTERS[name].normalize('NFC')).toBe(COMMON_LETTERS[name]);
    expect(lettersOf(COMMON_LETTERS[name])).toEqual(letters);
  });
});
