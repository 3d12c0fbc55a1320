import type { Outline } from './truetype.ts';

/** Outlines one behind the other, for `glyf`. */
export function glyphOutlines(glyphs: readonly Outline[]): Buffer {
  let length = 0;
  for (const { bytes } of glyphs) length += lengthOf(bytes);
  const table = Buffer.alloc(length);
  let end = 0;
  for (const { bytes } of glyphs) {
    table.set(bytes, end);
    end += lengthOf(bytes);
  }
  return table;
}

/**
 * Where each outline ends, for `loca`: halves of offsets, in two bytes each. Enough for outlines of 128 KB, and no
 * face has as many.
 * @param start length of the outlines before these
 */
export function glyphOffsets(glyphs: readonly Outline[], start: number): Buffer {
  const table = Buffer.alloc(glyphs.length * 2);
  let end = start;
  for (const [index, { bytes }] of glyphs.entries()) {
    end += lengthOf(bytes);
    table.writeUInt16BE(end / 2, index * 2);
  }
  return table;
}

/** Advances and left side bearings, for `hmtx`. */
export function metrics(glyphs: readonly Outline[]): Buffer {
  const table = Buffer.alloc(glyphs.length * 4);
  for (const [index, { advance, leftSideBearing }] of glyphs.entries()) {
    table.writeUInt16BE(advance, index * 4);
    table.writeInt16BE(leftSideBearing, index * 4 + 2);
  }
  return table;
}

/** Offsets are even. */
function lengthOf({ length }: Uint8Array): number {
  return length + (length & 1);
}
