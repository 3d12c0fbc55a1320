/**
 * A block of text as what a signature shows: at the top right of the first page, 10 points upright, black, no picture
 * (Decree 30/2020, App. I, II.8 and ô 14). Copies and appendices in files of their own have one.
 */
import { Buffer } from 'node:buffer';
import { type Box, appearanceBox, newAppearance, normalAppearance } from './appearance.ts';
import { decodeStream } from './decode-stream.ts';
import { type EmbeddedFont, encodeText, readEmbeddedFont } from './embedded-font.ts';
import { type FormField, formField } from './form-field.ts';
import type { PdfFile } from './pdf-file.ts';
import { type PdfDict, PdfString, dict } from './pdf-object.ts';
import type { Revision } from './revision.ts';
import { numberText } from './serialise-object.ts';
import { formFont } from './text-appearance.ts';

/** Points, on A4. */
export const SIZE = 10;
/** Of its size: from line to line, and below the baseline. */
export const LEADING = 1.15;
const DESCENT = 0.25;
/** The font of revision 0 that has every letter of the block. */
const FONT = 'Regular';

/** Operators that show lines below each other, from the top of a box. @throws {GlyphMissing} */
export function showLines(
  lines: readonly string[],
  { height }: Box,
  font: EmbeddedFont,
  size = SIZE,
): string {
  const shown = lines.map((line, index) => {
    const y = height - ((index + 1) * LEADING - DESCENT) * size;
    const codes = encodeText(font, line).map((code) => code.toString(16).padStart(4, '0'));
    return `1 0 0 1 0 ${numberText(y)} Tm\n<${codes.join('')}> Tj`;
  });
  return `q\nBT\n/${FONT} ${numberText(size)} Tf 0 g\n${shown.join('\n')}\nET\nQ`;
}

/** What a field's widget gets to show the lines, and to say them to those who listen. @throws {GlyphMissing} */
export function textBlock(revision: Revision, field: FormField, lines: readonly string[]) {
  const { file } = revision;
  const font = formFont(file, FONT);
  const operators = showLines(lines, appearanceBox(file, field), readEmbeddedFont(file, font));
  const label = file.resolve(field.dict.get('TU'));
  const spoken = [label instanceof PdfString ? label.text() : '', ...lines].join('; ');
  return {
    AP: newAppearance(revision, field, operators, dict({ Font: dict({ [FONT]: font }) })),
    TU: PdfString.ofText(spoken),
  };
}

/** Whether a field shows exactly these lines, in the font the page engine has put there. */
export function showsLines(file: PdfFile, name: string, lines: readonly string[]): boolean {
  const field = formField(file, name);
  const appearance = normalAppearance(file, field);
  const used = fontOf(file, appearance.dict);
  if (used !== file.dict(formFont(file, FONT))) return false;
  const shown = Buffer.from(decodeStream(appearance)).toString('latin1');
  return shown === showLines(lines, appearanceBox(file, field), readEmbeddedFont(file, used));
}

function fontOf(file: PdfFile, appearance: PdfDict): PdfDict {
  return file.dict(file.dict(file.dict(appearance.get('Resources')).get('Font')).get(FONT));
}
