/**
 * The block of text that makes a file a copy: form of copy, agency, time of signing, at the top right of the first
 * page, 10 points upright, black, no picture (Decree 30/2020, App. I, ô 14). It is the appearance of the agency's
 * signature field.
 */
import { Buffer } from 'node:buffer';
import { deflateSync } from 'node:zlib';
import type { Box } from '../pdf/appearance.ts';
import { type EmbeddedFont, encodeText } from '../pdf/embedded-font.ts';
import { type PdfObject, PdfStream, dict, name } from '../pdf/pdf-object.ts';
import { numberText } from '../pdf/serialise-object.ts';

const SIZE = 10;
const LEADING = 11.5;
const DESCENT = 0.25 * SIZE;
/** What a line may take of the page's width before it is broken. */
const WIDEST = 300;
/** The margins of a result's page, points: the block stands in the upper one, flush with the right one. */
const MARGINS = { A4: { top: 56.69, right: 48.19 }, A5: { top: 42.52, right: 28.35 } } as const;
/** An A4 sheet is 595 points wide, an A5 one 420. */
const WIDER_THAN_A5 = 500;
const CLEARANCE = 3;

export interface CopyBlock {
  /** Lines as they stand, long ones broken. */
  readonly lines: readonly string[];
  readonly box: Box;
}

/** @throws {RangeError} where the texts need more room than the margin has */
export function layBlock(
  texts: readonly string[],
  font: EmbeddedFont,
  page: { readonly width: number; readonly height: number },
): CopyBlock {
  const margin = page.width > WIDER_THAN_A5 ? MARGINS.A4 : MARGINS.A5;
  const lines = texts.flatMap((text) => broken(text, font));
  const mostLines = Math.floor((margin.top - CLEARANCE) / LEADING);
  if (lines.length > mostLines) throw new RangeError(`the block of a copy has ${lines.length} lines`);
  const width = Math.max(...lines.map((line) => widthOf(line, font)));
  const height = lines.length * LEADING;
  const x = page.width - margin.right - width;
  return { lines, box: { x, y: page.height - margin.top + CLEARANCE, width, height } };
}

/** The block as a form XObject. */
export function drawBlock({ lines, box }: CopyBlock, font: EmbeddedFont, fontObject: PdfObject): PdfStream {
  const shown = lines.map((line, index) => {
    const y = box.height - (index + 1) * LEADING + DESCENT;
    const codes = encodeText(font, line).map((code) => code.toString(16).padStart(4, '0'));
    return `1 0 0 1 0 ${numberText(y)} Tm\n<${codes.join('')}> Tj`;
  });
  const operators = `q\nBT\n/Regular ${SIZE} Tf 0 g\n${shown.join('\n')}\nET\nQ`;
  return new PdfStream(
    dict({
      Type: name('XObject'),
      Subtype: name('Form'),
      BBox: [0, 0, box.width, box.height],
      Resources: dict({ Font: dict({ Regular: fontObject }) }),
      Filter: name('FlateDecode'),
    }),
    deflateSync(Buffer.from(operators, 'latin1')),
  );
}

function broken(text: string, font: EmbeddedFont): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || widthOf(longer, font) <= WIDEST) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function widthOf(text: string, font: EmbeddedFont): number {
  const widths = encodeText(font, text).map((code) => font.widths.get(code) ?? font.defaultWidth);
  return (widths.reduce((sum, width) => sum + width, 0) * SIZE) / 1000;
}
