import type { Glyph } from './face.ts';
import type { FaceUsage } from './face-usage.ts';
import type { Outline, TrueTypeFont } from './truetype.ts';

const MORE_COMPONENTS = 0x20;
const WORDS_AND_OFFSETS = 0x3;
const COMPONENT_DEPTH = 3;

/**
 * A TrueType file with exactly the letters a document uses, glyph n being code n (`CIDToGIDMap Identity`).
 * A letter with marks becomes one composite glyph, so that text extraction sees one letter.
 */
export function subsetFont(usage: FaceUsage): Uint8Array {
  const { font } = usage.face;
  const outlines = collectOutlines(font, usage.letters);
  const glyf = Buffer.alloc(outlines.reduce((sum, { bytes }) => sum + evenlyLong(bytes), 0));
  const loca = Buffer.alloc((outlines.length + 1) * 4);
  const hmtx = Buffer.alloc(outlines.length * 4);
  let end = 0;
  for (const [index, { bytes, advance, leftSideBearing }] of outlines.entries()) {
    glyf.set(bytes, end);
    end += evenlyLong(bytes);
    loca.writeUInt32BE(end, (index + 1) * 4);
    hmtx.writeUInt16BE(advance, index * 4);
    hmtx.writeInt16BE(leftSideBearing, index * 4 + 2);
  }
  return fontFile([
    ['glyf', glyf],
    ['head', headTable(font)],
    ['hhea', patched(font, 'hhea', (table) => table.writeUInt16BE(outlines.length, 34))],
    ['hmtx', hmtx],
    ['loca', loca],
    ['maxp', maximumProfile(font, outlines.length)],
  ]);
}

/** Glyph 0 (.notdef), then one glyph per letter, then the components they are put together from. */
function collectOutlines(font: TrueTypeFont, letters: readonly { readonly glyph: Glyph }[]): Outline[] {
  const sources: (Glyph | number)[] = [0, ...letters.map(({ glyph }) => glyph)];
  const placeOf = new Map<number, number>();
  for (const [index, { glyph }] of letters.entries()) {
    if (glyph.parts.length === 1) placeOf.set(glyph.parts[0].glyph, index + 1);
  }
  const place = (glyph: number): number => {
    const known = placeOf.get(glyph);
    if (known !== undefined) return known;
    placeOf.set(glyph, sources.length);
    return sources.push(glyph) - 1;
  };
  const outlines: Outline[] = [];
  for (const source of sources) {
    if (typeof source !== 'number' && source.parts.length > 1) outlines.push(composite(font, source, place));
    else outlines.push(copied(font, typeof source === 'number' ? source : source.parts[0].glyph, place));
  }
  return outlines;
}

/** A glyph as the font has it; the references of a composite one are renumbered. */
function copied(font: TrueTypeFont, glyph: number, place: (glyph: number) => number): Outline {
  const outline = font.outlineOf(glyph);
  const isComposite = ((outline.bytes[0] ?? 0) & 0x80) !== 0;
  return isComposite ? { ...outline, bytes: renumbered(outline.bytes, place) } : outline;
}

function renumbered(outline: Uint8Array, place: (glyph: number) => number): Uint8Array {
  const bytes = Buffer.from(outline);
  for (let at = 10, flags = MORE_COMPONENTS; flags & MORE_COMPONENTS; at += componentSize(flags)) {
    flags = bytes.readUInt16BE(at);
    bytes.writeUInt16BE(place(bytes.readUInt16BE(at + 2)), at + 2);
  }
  return bytes;
}

/** ISO/IEC 14496-22, `glyf`, composite glyph description: arguments, then none, one, two or four scales. */
function componentSize(flags: number): number {
  const scales = flags & 8 ? 2 : flags & 64 ? 4 : flags & 128 ? 8 : 0;
  return 4 + (flags & 1 ? 4 : 2) + scales;
}

function composite(font: TrueTypeFont, glyph: Glyph, place: (glyph: number) => number): Outline {
  const bytes = Buffer.alloc(10 + glyph.parts.length * 8);
  const bounds = glyph.parts.map((part) => {
    const { xMin, yMin, xMax, yMax } = font.boundsOf(part.glyph);
    return [xMin + part.dx, yMin + part.dy, xMax + part.dx, yMax + part.dy] as const;
  });
  const xMin = Math.min(...bounds.map((box) => box[0]));
  bytes.writeInt16BE(-1, 0);
  bytes.writeInt16BE(xMin, 2);
  bytes.writeInt16BE(Math.min(...bounds.map((box) => box[1])), 4);
  bytes.writeInt16BE(Math.max(...bounds.map((box) => box[2])), 6);
  bytes.writeInt16BE(Math.max(...bounds.map((box) => box[3])), 8);
  for (const [index, part] of glyph.parts.entries()) {
    const at = 10 + index * 8;
    const more = index < glyph.parts.length - 1 ? MORE_COMPONENTS : 0;
    bytes.writeUInt16BE(WORDS_AND_OFFSETS | more, at);
    bytes.writeUInt16BE(place(part.glyph), at + 2);
    bytes.writeInt16BE(part.dx, at + 4);
    bytes.writeInt16BE(part.dy, at + 6);
  }
  return { bytes, advance: glyph.advance, leftSideBearing: xMin };
}

function headTable(font: TrueTypeFont): Buffer {
  return patched(font, 'head', (table) => {
    table.writeUInt32BE(0, 8);
    table.writeInt16BE(1, 50);
  });
}

function maximumProfile(font: TrueTypeFont, glyphs: number): Buffer {
  return patched(font, 'maxp', (table) => {
    table.writeUInt16BE(glyphs, 4);
    table.writeUInt16BE(Math.max(table.readUInt16BE(30), COMPONENT_DEPTH), 30);
  });
}

function patched(font: TrueTypeFont, tag: string, patch: (table: Buffer) => void): Buffer {
  const table = Buffer.from(font.tableBytes(tag));
  patch(table);
  return table;
}

function fontFile(tables: readonly (readonly [tag: string, data: Buffer])[]): Buffer {
  const head = 12 + 16 * tables.length;
  const file = Buffer.alloc(tables.reduce((sum, [, data]) => sum + evenlyLong(data), head));
  const power = Math.floor(Math.log2(tables.length));
  file.writeUInt32BE(0x10000, 0);
  file.writeUInt16BE(tables.length, 4);
  file.writeUInt16BE(16 << power, 6);
  file.writeUInt16BE(power, 8);
  file.writeUInt16BE(16 * tables.length - (16 << power), 10);
  let offset = head;
  for (const [index, [tag, data]] of tables.entries()) {
    const end = offset + evenlyLong(data);
    const at = 12 + index * 16;
    file.set(data, offset);
    file.write(tag, at, 'latin1');
    file.writeUInt32BE(checksum(file, offset, end), at + 4);
    file.writeUInt32BE(offset, at + 8);
    file.writeUInt32BE(data.length, at + 12);
    offset = end;
  }
  return file;
}

function checksum({ buffer, byteOffset }: Buffer, start: number, end: number): number {
  const view = new DataView(buffer, byteOffset + start, end - start);
  let sum = 0;
  for (let at = 0; at < view.byteLength; at += 4) sum = (sum + view.getUint32(at)) | 0;
  return sum >>> 0;
}

/** Length of a table or an outline, filled up to a multiple of four. */
function evenlyLong({ length }: Uint8Array): number {
  return (length + 3) & ~3;
}
