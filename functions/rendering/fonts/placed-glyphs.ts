import type { Glyph } from './face.ts';
import type { Outline, TrueTypeFont } from './truetype.ts';

const MORE_COMPONENTS = 0x20;
const WORDS_AND_OFFSETS = 0x3;

/** Outlines in the order a font file has them, and where the font's own glyphs went. */
export interface PlacedGlyphs {
  readonly outlines: readonly Outline[];
  readonly places: ReadonlyMap<number, number>;
}

/** Nothing placed yet. */
export const NO_GLYPHS: PlacedGlyphs = { outlines: [], places: new Map() };

/**
 * Places letters behind what is placed already, and behind them the components they are put together from that are
 * in neither. A letter with marks becomes one composite glyph, so that text extraction sees one letter.
 * @param letters a letter, or one of the font's own glyphs
 * @returns only what is new
 */
export function placeGlyphs(
  font: TrueTypeFont,
  letters: readonly (Glyph | number)[],
  placed: PlacedGlyphs,
): PlacedGlyphs {
  const first = placed.outlines.length;
  const sources = [...letters];
  const places = new Map<number, number>();
  for (const [index, letter] of letters.entries()) {
    if (typeof letter !== 'number' && letter.parts.length === 1) {
      places.set(letter.parts[0].glyph, first + index);
    }
  }
  const place = (glyph: number): number => {
    const known = placed.places.get(glyph) ?? places.get(glyph);
    if (known !== undefined) return known;
    const at = first + sources.push(glyph) - 1;
    places.set(glyph, at);
    return at;
  };
  const outlines: Outline[] = [];
  for (const source of sources) {
    if (typeof source !== 'number' && source.parts.length > 1) outlines.push(composite(font, source, place));
    else outlines.push(copied(font, typeof source === 'number' ? source : source.parts[0].glyph, place));
  }
  return { outlines, places };
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
