import type { CommonGlyphs } from './common-glyphs.ts';
import { glyphOffsets, glyphOutlines, metrics } from './glyph-tables.ts';
import { TableDirectory } from './table-directory.ts';
import { section, type Section } from './table-section.ts';
import type { Outline, TrueTypeFont } from './truetype.ts';

const COMPONENT_DEPTH = 3;

/** What the files of one face have in common, table by table. */
export interface CommonTables {
  readonly head: Section;
  readonly outlines: Section;
  readonly metrics: Section;
  readonly offsets: Section;
}

/** What is a file's own, to be put between the common tables. */
export interface OwnTables {
  /** begins the file: tells where the tables are, and what they add up to */
  readonly directory: Buffer;
  /** behind `head` and the common outlines */
  readonly outlines: Buffer;
  /** behind the common metrics */
  readonly metrics: Buffer;
  /** behind the common offsets, with the two tables that count the glyphs */
  readonly offsets: Buffer;
}

/** The files of one face. */
export class FontFiles {
  readonly common: CommonTables;
  readonly #font: TrueTypeFont;
  readonly #count: number;
  /** offsets that do not fill a word, as bytes */
  readonly #lastOffset: Buffer;

  constructor(font: TrueTypeFont, { placed: { outlines } }: CommonGlyphs) {
    this.#font = font;
    this.#count = outlines.length;
    const common = section(glyphOutlines(outlines));
    const offsets = Buffer.concat([Buffer.alloc(2), glyphOffsets(outlines, 0)]);
    // The last outline reaches to where the rare ones begin.
    offsets.writeUInt16BE(common.bytes.length / 2, offsets.length - 2);
    const filled = offsets.length & ~3;
    this.#lastOffset = offsets.subarray(filled);
    this.common = {
      head: section(headTable(font)),
      outlines: common,
      metrics: section(metrics(outlines)),
      offsets: section(offsets.subarray(0, filled)),
    };
  }

  /** What makes a file of the common glyphs and these behind them, glyph n being code n (`CIDToGIDMap Identity`). */
  own(rare: readonly Outline[]): OwnTables {
    const { common } = this;
    const count = this.#count + rare.length;
    const own = {
      outlines: section(glyphOutlines(rare)),
      metrics: section(metrics(rare)),
      offsets: section(Buffer.concat([this.#lastOffset, glyphOffsets(rare, common.outlines.bytes.length)])),
      hhea: section(patched(this.#font, 'hhea', (table) => table.writeUInt16BE(count, 34))),
      maxp: section(maximumProfile(this.#font, count)),
    };
    const directory = new TableDirectory();
    directory.add('head', common.head);
    directory.add('glyf', common.outlines, own.outlines);
    directory.add('hmtx', common.metrics, own.metrics);
    directory.add('loca', common.offsets, own.offsets);
    directory.add('hhea', own.hhea);
    directory.add('maxp', own.maxp);
    return {
      directory: directory.bytes(),
      outlines: own.outlines.bytes,
      metrics: own.metrics.bytes,
      offsets: Buffer.concat([own.offsets.bytes, own.hhea.bytes, own.maxp.bytes]),
    };
  }
}

function headTable(font: TrueTypeFont): Buffer {
  return patched(font, 'head', (table) => {
    table.writeUInt32BE(0, 8);
    table.writeInt16BE(0, 50);
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
