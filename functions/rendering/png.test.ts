import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { encodePng } from './png.ts';

/** Colour type, and the rows with the byte before each that names its filter. */
function read(png: Uint8Array): { type: number; rows: number[] } {
  const bytes = Buffer.from(png);
  const at = bytes.indexOf('IDAT');
  const data = bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4));
  return { type: bytes.readUInt8(25), rows: [...inflateSync(data)] };
}

const pixels = (...values: number[][]) => Uint8Array.from(values.flatMap((each) => [...each, 255]));

describe('a bitmap as PNG', () => {
  it('keeps red, green and blue of each pixel', () => {
    const data = pixels([1, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11, 12]);
    expect(read(encodePng({ width: 2, height: 2, data }))).toEqual({
      type: 2,
      rows: [0, 1, 2, 3, 4, 5, 6, 0, 7, 8, 9, 10, 11, 12],
    });
  });

  it('is grey where every pixel is', () => {
    const data = pixels([0, 0, 0], [9, 9, 9], [255, 255, 255], [7, 7, 7]);
    expect(read(encodePng({ width: 2, height: 2, data }))).toEqual({ type: 0, rows: [0, 0, 9, 0, 255, 7] });
  });

  it.each([
    [9, 8, 9],
    [9, 9, 8],
  ])('is coloured where one pixel is %i, %i, %i', (...colour) => {
    const data = pixels([0, 0, 0], colour);
    expect(read(encodePng({ width: 2, height: 1, data }))).toEqual({
      type: 2,
      rows: [0, 0, 0, 0, ...colour],
    });
  });
});
