import type { Face, Glyph } from '../fonts/face.ts';
import { FontFiles, type OwnTables } from '../fonts/font-file.ts';
import type { Outline } from '../fonts/truetype.ts';
import { Prepared, spliced, whole } from './spliced-stream.ts';
import { UNICODE_MAP_END, UNICODE_MAP_START, unicodeEntries } from './unicode-map.ts';
import { rounded } from './units.ts';

const SYMBOLIC = 4;
const NOTHING = Buffer.alloc(0);
const MAP_START = new Prepared(Buffer.from(UNICODE_MAP_START));

/** A font file as it is embedded. */
export interface EmbeddedFile {
  readonly name: string;
  readonly length: number;
  readonly deflated: Buffer;
}

/** What all files have of one face: its common letters, described and deflated once. */
export class FontFrame {
  /** entries of /FontDescriptor */
  readonly descriptor: string;
  readonly #face: Face;
  readonly #files: FontFiles;
  readonly #tables: Readonly<Record<'outlines' | 'metrics' | 'offsets', Prepared>>;
  readonly #codes: Prepared;
  readonly #widths: string;
  /** of a document with common letters alone */
  #plainFile: EmbeddedFile | undefined;
  #plainMap: Buffer | undefined;

  constructor(face: Face) {
    const { font, common } = face;
    this.#face = face;
    const { xMin, yMin, xMax, yMax } = font.box;
    const box = [xMin, yMin, xMax, yMax].map((units) => this.#perMille(units));
    this.descriptor =
      `/Flags ${SYMBOLIC}/FontBBox[${box.join(' ')}]/ItalicAngle ${rounded(font.italicAngle)}` +
      `/Ascent ${this.#perMille(font.ascent)}/Descent ${this.#perMille(font.descent)}` +
      `/CapHeight ${this.#perMille(font.capHeight)}/StemV ${font.bold ? 140 : 80}`;
    this.#files = new FontFiles(font, common);
    const { head, outlines, metrics, offsets } = this.#files.common;
    this.#tables = {
      outlines: new Prepared(Buffer.concat([head.bytes, outlines.bytes])),
      metrics: new Prepared(metrics.bytes),
      offsets: new Prepared(offsets.bytes),
    };
    this.#codes = new Prepared(Buffer.from(unicodeEntries(common.letters, 1) + UNICODE_MAP_END));
    this.#widths = this.#list(common.placed.outlines);
  }

  /** Deflates what files of this face have in common; otherwise the first file waits for it. */
  deflate(): void {
    for (const prepared of [...Object.values(this.#tables), MAP_START, this.#codes]) prepared.deflate();
  }

  /** @param rare outlines behind the common ones */
  file(rare: readonly Outline[]): EmbeddedFile {
    if (rare.length === 0) return (this.#plainFile ??= this.#embedded(this.#files.own(rare), whole));
    return this.#embedded(this.#files.own(rare), spliced);
  }

  #embedded(own: OwnTables, pack: typeof spliced): EmbeddedFile {
    const { outlines, metrics, offsets } = this.#tables;
    const deflated = pack(
      own.directory,
      [outlines, own.outlines],
      [metrics, own.metrics],
      [offsets, own.offsets],
    );
    const bytes = [own.directory, outlines, own.outlines, metrics, own.metrics, offsets, own.offsets];
    const length = bytes.reduce((sum, part) => sum + part.length, 0);
    return { name: `${subsetTag(deflated)}+${this.#face.font.postScriptName}`, length, deflated };
  }

  /** The array of /W: a width for every glyph. */
  widths(rare: readonly Outline[]): string {
    return `[0[${this.#widths}${this.#list(rare)}]]`;
  }

  unicodeMap(rare: readonly Glyph[]): Buffer {
    if (rare.length === 0)
      return (this.#plainMap ??= whole(NOTHING, [MAP_START, NOTHING], [this.#codes, NOTHING]));
    const entries = Buffer.from(unicodeEntries(rare, this.#face.common.count));
    return spliced(NOTHING, [MAP_START, entries], [this.#codes, NOTHING]);
  }

  #list(outlines: readonly Outline[]): string {
    return outlines.map(({ advance }) => `${this.#perMille(advance)} `).join('');
  }

  #perMille(units: number): number {
    return rounded((units * 1000) / this.#face.font.unitsPerEm);
  }
}

/** Six letters that name the subset (ISO 32000-1, 9.6.4), from the checksum of its bytes so that they never vary. */
function subsetTag(deflated: Buffer): string {
  let sum = deflated.readUInt32BE(deflated.length - 4);
  let tag = '';
  for (let count = 0; count < 6; count++) {
    tag += String.fromCharCode(65 + (sum % 26));
    sum = Math.floor(sum / 26);
  }
  return tag;
}
