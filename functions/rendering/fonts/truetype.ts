/** The font file is not what the engine can read: it was not made by templates/fonts/subset-fonts.py. */
export class FontUnreadable extends Error {
  override readonly name = 'FontUnreadable';
}

/** Smallest box around an outline, in font units. */
export interface Bounds {
  readonly xMin: number;
  readonly yMin: number;
  readonly xMax: number;
  readonly yMax: number;
}

/** A glyph as it stands in `glyf` and `hmtx`. */
export interface Outline {
  /** empty for a space */
  readonly bytes: Uint8Array;
  /** in font units */
  readonly advance: number;
  readonly leftSideBearing: number;
}

interface TableEntry {
  readonly offset: number;
  readonly length: number;
}

/**
 * Reads a TrueType font (ISO/IEC 14496-22) as far as drawing precomposed letters needs it: character map,
 * advances, outlines and the figures of a PDF font descriptor. No shaping.
 */
export class TrueTypeFont {
  readonly postScriptName: string;
  readonly bold: boolean;
  readonly unitsPerEm: number;
  readonly box: Bounds;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly italicAngle: number;
  readonly #view: DataView;
  readonly #tables: ReadonlyMap<string, TableEntry>;
  /** offset of the character map */
  readonly #characters: number;
  readonly #metricCount: number;
  readonly #longOffsets: boolean;
  readonly #outlines = new Map<number, Outline>();

  /** @throws {FontUnreadable} when a table the engine needs is missing */
  constructor(bytes: Uint8Array, postScriptName: string, bold: boolean) {
    this.postScriptName = postScriptName;
    this.bold = bold;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#view = view;
    this.#tables = readDirectory(view);
    const head = this.table('head').offset;
    const hhea = this.table('hhea').offset;
    this.unitsPerEm = view.getUint16(head + 18);
    this.box = boundsAt(view, head + 36);
    this.#longOffsets = view.getInt16(head + 50) === 1;
    this.ascent = view.getInt16(hhea + 4);
    this.descent = view.getInt16(hhea + 6);
    this.#metricCount = view.getUint16(hhea + 34);
    this.capHeight = view.getInt16(this.table('OS/2').offset + 88);
    this.italicAngle = view.getInt32(this.table('post').offset + 4) / 65_536;
    this.#characters = characterMap(view, this.table('cmap').offset);
  }

  /** @throws {FontUnreadable} when the font has no such table */
  table(tag: string): TableEntry {
    const entry = this.#tables.get(tag);
    if (!entry) throw new FontUnreadable(`${this.postScriptName} has no table ${tag}`);
    return entry;
  }

  tableBytes(tag: string): Uint8Array {
    const { offset, length } = this.table(tag);
    return this.#bytes(offset, length);
  }

  glyphOf(codePoint: number): number | undefined {
    return glyphIn(this.#view, this.#characters, codePoint);
  }

  /** One of the glyphs, read once. */
  outlineOf(glyph: number): Outline {
    const known = this.#outlines.get(glyph);
    if (known) return known;
    const start = this.#outlineOffset(glyph);
    const bytes = this.#bytes(this.table('glyf').offset + start, this.#outlineOffset(glyph + 1) - start);
    const outline = {
      bytes,
      advance: this.advanceOf(glyph),
      leftSideBearing: this.#leftSideBearingOf(glyph),
    };
    this.#outlines.set(glyph, outline);
    return outline;
  }

  /** Advance width in font units. */
  advanceOf(glyph: number): number {
    return this.#view.getUint16(this.table('hmtx').offset + Math.min(glyph, this.#metricCount - 1) * 4);
  }

  boundsOf(glyph: number): Bounds {
    const { bytes } = this.outlineOf(glyph);
    if (bytes.length === 0) return { xMin: 0, yMin: 0, xMax: 0, yMax: 0 };
    return boundsAt(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 2);
  }

  #leftSideBearingOf(glyph: number): number {
    const metrics = this.table('hmtx').offset;
    if (glyph < this.#metricCount) return this.#view.getInt16(metrics + glyph * 4 + 2);
    return this.#view.getInt16(metrics + this.#metricCount * 4 + (glyph - this.#metricCount) * 2);
  }

  #outlineOffset(glyph: number): number {
    const offsets = this.table('loca').offset;
    return this.#longOffsets
      ? this.#view.getUint32(offsets + glyph * 4)
      : this.#view.getUint16(offsets + glyph * 2) * 2;
  }

  #bytes(offset: number, length: number): Uint8Array {
    return new Uint8Array(this.#view.buffer, this.#view.byteOffset + offset, length);
  }
}

function readDirectory(view: DataView): Map<string, TableEntry> {
  const tables = new Map<string, TableEntry>();
  for (let at = 12; tables.size < view.getUint16(4); at += 16) {
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
    tables.set(tag, { offset: view.getUint32(at + 8), length: view.getUint32(at + 12) });
  }
  return tables;
}

function boundsAt(view: DataView, at: number): Bounds {
  const [xMin, yMin, xMax, yMax] = [0, 2, 4, 6].map((step) => view.getInt16(at + step));
  return { xMin: xMin ?? 0, yMin: yMin ?? 0, xMax: xMax ?? 0, yMax: yMax ?? 0 };
}

/** The format 4 subtable (segments of the Basic Multilingual Plane), which every Tinos face has. */
function characterMap(view: DataView, cmap: number): number {
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const subtable = cmap + view.getUint32(cmap + 8 + i * 8);
    if (view.getUint16(subtable) === 4) return subtable;
  }
  throw new FontUnreadable('no character map of format 4');
}

function glyphIn(view: DataView, subtable: number, code: number): number | undefined {
  if (code >= 0xffff) return undefined;
  const size = view.getUint16(subtable + 6);
  const ends = subtable + 14;
  let segment = 0;
  while (view.getUint16(ends + segment) < code) segment += 2;
  const start = view.getUint16(ends + 2 + size + segment);
  if (start > code) return undefined;
  const delta = view.getUint16(ends + 2 + 2 * size + segment);
  const rangeAt = ends + 2 + 3 * size + segment;
  const range = view.getUint16(rangeAt);
  const listed = range === 0 ? code : view.getUint16(rangeAt + range + (code - start) * 2);
  const glyph = range !== 0 && listed === 0 ? 0 : (listed + delta) & 0xffff;
  return glyph === 0 ? undefined : glyph;
}
