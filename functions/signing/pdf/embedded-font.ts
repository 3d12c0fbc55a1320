/**
 * A composite font that the file itself brings (Type0, Identity-H), read back so that a later revision can
 * write with it: characters to codes from /ToUnicode, widths from /W (ISO 32000-1 §9.7 and §9.10.3).
 */
import { Buffer } from 'node:buffer';
import { decodeStream } from './decode-stream.ts';
import type { PdfFile } from './pdf-file.ts';
import { type PdfArray, type PdfObject, MalformedPdf, isArray, isName } from './pdf-object.ts';

const LETTER = /<([0-9a-fA-F]{4})>\s*<((?:[0-9a-fA-F]{4})+)>/g;
const RANGE = /<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4})>/g;

/** Text needs a letter that the fonts of revision 0 do not have. */
export class GlyphMissing extends Error {
  override readonly name = 'GlyphMissing';
}

export interface EmbeddedFont {
  /** Code of each character, or of several that one glyph shows. */
  readonly codes: ReadonlyMap<string, number>;
  readonly widths: ReadonlyMap<number, number>;
  readonly defaultWidth: number;
  /** Height above and depth (negative) below the baseline, in thousandths of the size. */
  readonly ascent: number;
  readonly descent: number;
}

/** @throws {MalformedPdf} where the font is not of the kind the page engine embeds */
export function readEmbeddedFont(file: PdfFile, object: PdfObject | undefined): EmbeddedFont {
  const font = file.dict(object);
  if (!isName(font.get('Subtype'), 'Type0') || !isName(font.get('Encoding'), 'Identity-H')) {
    throw new MalformedPdf('font of an unsupported kind');
  }
  const descendant = file.dict(file.array(font.get('DescendantFonts'))[0]);
  const descriptor = file.dict(descendant.get('FontDescriptor'));
  return {
    codes: unicodeCodes(decodeStream(file.stream(font.get('ToUnicode')))),
    widths: glyphWidths(file, file.array(descendant.get('W'))),
    defaultWidth: number(file.resolve(descendant.get('DW')), 1000),
    ascent: number(file.resolve(descriptor.get('Ascent')), 900),
    descent: number(file.resolve(descriptor.get('Descent')), -200),
  };
}

/** @throws {GlyphMissing} naming the character the font lacks */
export function encodeText(font: EmbeddedFont, text: string): number[] {
  const longest = Math.max(...[...font.codes.keys()].map((key) => key.length));
  const codes: number[] = [];
  for (let at = 0; at < text.length;) {
    const taken = lengthsDown(longest).find((length) => font.codes.has(text.slice(at, at + length)));
    const code = taken === undefined ? undefined : font.codes.get(text.slice(at, at + taken));
    if (taken === undefined || code === undefined)
      throw new GlyphMissing(`no glyph for ${text.slice(at, at + 1)}`);
    codes.push(code);
    at += taken;
  }
  return codes;
}

/** The text that codes show: what a reader copies from the page. */
export function decodeText(font: EmbeddedFont, codes: readonly number[]): string {
  const characters = new Map([...font.codes].map(([character, code]) => [code, character]));
  return codes.map((code) => characters.get(code) ?? '\uFFFD').join('');
}

function lengthsDown(longest: number): number[] {
  return Array.from({ length: longest }, (_, index) => longest - index);
}

function number(value: PdfObject, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

/** Letters of /ToUnicode, one by one and in ranges of which both ends are given (§9.10.3). */
function unicodeCodes(map: Uint8Array): Map<string, number> {
  const text = Buffer.from(map).toString('latin1');
  const codes = new Map<string, number>();
  const add = (character: string, code: number): void => {
    if (!codes.has(character)) codes.set(character, code);
  };
  for (const [, block = ''] of text.matchAll(/beginbfchar([^]*?)endbfchar/g)) {
    for (const [, code = '', unicode = ''] of block.matchAll(LETTER)) {
      add(Buffer.from(unicode, 'hex').swap16().toString('utf16le'), Number.parseInt(code, 16));
    }
  }
  for (const [, block = ''] of text.matchAll(/beginbfrange([^]*?)endbfrange/g)) {
    for (const [, first = '', last = '', unicode = ''] of block.matchAll(RANGE)) {
      const [start, end, letter] = [first, last, unicode].map((digits) => Number.parseInt(digits, 16));
      for (let code = start ?? 0; code <= (end ?? 0); code += 1) {
        add(String.fromCharCode((letter ?? 0) + code - (start ?? 0)), code);
      }
    }
  }
  return codes;
}

/** Both forms of /W: `c [w1 w2 …]` and `first last w` (§9.7.4.3). */
function glyphWidths(file: PdfFile, list: PdfArray): Map<number, number> {
  const widths = new Map<number, number>();
  for (let at = 0; at < list.length;) {
    const first = number(file.resolve(list[at]), 0);
    const second = file.resolve(list[at + 1]);
    if (isArray(second)) {
      second.forEach((width, index) => widths.set(first + index, number(file.resolve(width), 0)));
      at += 2;
    } else {
      const width = number(file.resolve(list[at + 2]), 0);
      for (let code = first; code <= number(second, first) && code <= 0xffff; code += 1)
        widths.set(code, width);
      at += 3;
    }
  }
  return widths;
}
