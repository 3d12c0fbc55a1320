/**
 * The block of text that makes a file a copy (Decree 30/2020, App. I, ô 14): form of copy, agency, time of signing. It
 * is the appearance of the agency's signature field.
 */
import { Buffer } from 'node:buffer';
import { deflateSync } from 'node:zlib';
import { lettersOf } from '../../platform/letters.ts';
import type { Box } from '../pdf/appearance.ts';
import { type EmbeddedFont, encodeText } from '../pdf/embedded-font.ts';
import { type PdfObject, PdfStream, dict, name } from '../pdf/pdf-object.ts';
import { LEADING, SIZE, showLines } from '../pdf/text-block.ts';

interface Sheet {
  /** of the block's type, points */
  readonly size: number;
  /** of a result's page, points: the block stands in the upper one, flush with the right one */
  readonly margin: { readonly top: number; readonly right: number; readonly left: number };
}

/** On A5 type is 0.77 of A4's, as on the whole page (the decree does not know that sheet). */
const SHEETS = {
  A4: { size: SIZE, margin: { top: 56.69, right: 48.19, left: 85.04 } },
  A5: { size: SIZE * 0.77, margin: { top: 42.52, right: 28.35, left: 42.52 } },
} as const;
/** An A4 sheet is 595 points wide, an A5 one 420. */
const WIDER_THAN_A5 = 500;
/** What a line takes before it is broken, in ems, where the margin has room for what that makes. */
const NARROW = 30;
const CLEARANCE = 3;

/** The name of the agency needs more room than the upper margin of the page has. */
export class CopyBlockTooTall extends Error {
  override readonly name = 'CopyBlockTooTall';
}

export interface CopyBlock {
  /** Lines as they stand, long ones broken. */
  readonly lines: readonly string[];
  readonly box: Box;
  /** Points. */
  readonly size: number;
}

/** @throws {CopyBlockTooTall} */
export function layBlock(
  texts: readonly string[],
  font: EmbeddedFont,
  page: { readonly width: number; readonly height: number },
): CopyBlock {
  const { size, margin }: Sheet = SHEETS[page.width > WIDER_THAN_A5 ? 'A4' : 'A5'];
  const leading = LEADING * size;
  const mostLines = Math.floor((margin.top - CLEARANCE) / leading);
  const between = (page.width - margin.left - margin.right) / size;
  const ways = [NARROW, between].map((widest) => texts.flatMap((text) => broken(text, font, widest)));
  const lines = ways.find(({ length }) => length <= mostLines);
  if (!lines)
    throw new CopyBlockTooTall(`the margin has room for ${mostLines} lines, not for: ${texts.join('; ')}`);
  const width = Math.max(...lines.map((line) => widthOf(line, font))) * size;
  const box = {
    x: page.width - margin.right - width,
    y: page.height - margin.top + CLEARANCE,
    width,
    height: lines.length * leading,
  };
  return { lines, box, size };
}

/** The block as a form XObject. */
export function drawBlock(
  { lines, box, size }: CopyBlock,
  font: EmbeddedFont,
  fontObject: PdfObject,
): PdfStream {
  return new PdfStream(
    dict({
      Type: name('XObject'),
      Subtype: name('Form'),
      BBox: [0, 0, box.width, box.height],
      Resources: dict({ Font: dict({ Regular: fontObject }) }),
      Filter: name('FlateDecode'),
    }),
    deflateSync(Buffer.from(showLines(lines, box, font, size), 'latin1')),
  );
}

/** Lines no wider than so many ems: broken at spaces, and inside a word only where it alone is wider. */
function broken(text: string, font: EmbeddedFont, widest: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((whole) => fitting(whole, font, widest))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || widthOf(longer, font) <= widest) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function fitting(word: string, font: EmbeddedFont, widest: number): string[] {
  if (widthOf(word, font) <= widest) return [word];
  const parts: string[] = [];
  for (const letter of lettersOf(word)) {
    const last = parts.at(-1);
    if (last !== undefined && widthOf(last + letter, font) <= widest) parts[parts.length - 1] = last + letter;
    else parts.push(letter);
  }
  return parts;
}

/** In ems. */
function widthOf(text: string, font: EmbeddedFont): number {
  const widths = encodeText(font, text).map((code) => font.widths.get(code) ?? font.defaultWidth);
  return widths.reduce((sum, width) => sum + width, 0) / 1000;
}
