/** Reads the text a filled field shows, from an appearance of exactly the form the seal step writes. */
import { Buffer } from 'node:buffer';
import { appearanceBox, normalAppearance } from '../pdf/appearance.ts';
import { decodeStream } from '../pdf/decode-stream.ts';
import { decodeText, readEmbeddedFont } from '../pdf/embedded-font.ts';
import { formField } from '../pdf/form-field.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import { PdfRef, PdfString } from '../pdf/pdf-object.ts';
import { defaultAppearance, formFont } from '../pdf/text-appearance.ts';

const SHOWN =
  /^\/Tx BMC\nq\nBT\n\/(\S+) ([\d.]+) Tf (.*)\n1 0 0 1 (-?[\d.]+) (-?[\d.]+) Tm\n<((?:[0-9a-f]{4})*)> Tj\nET\nQ\nEMC$/;

/** Value and shown text of a filled field; `shown` is undefined where it is drawn in any other way. */
export interface FilledText {
  readonly value: string | undefined;
  readonly shown: string | undefined;
}

export function filledText(file: PdfFile, name: string): FilledText {
  const value = file.resolve(formField(file, name).dict.get('V'));
  return { value: value instanceof PdfString ? value.text() : undefined, shown: shownText(file, name) };
}

/** With the field's own font, size and colour, and starting inside its box: no other text is seen as such. */
function shownText(file: PdfFile, name: string): string | undefined {
  const field = formField(file, name);
  const appearance = normalAppearance(file, field);
  const style = defaultAppearance(file, field.dict);
  const operators = Buffer.from(decodeStream(appearance)).toString('latin1');
  const [, font, size, rest, x, y, hex] = SHOWN.exec(operators) ?? [];
  if (hex === undefined || font !== style.font || Number(size) !== style.size || rest !== style.rest)
    return undefined;
  const box = appearanceBox(file, field);
  const [left, bottom] = [Number(x) - box.x, Number(y) - box.y];
  if (left < 0 || left >= box.width || bottom < 0 || bottom >= box.height) return undefined;
  const used = file.dict(file.dict(appearance.dict.get('Resources')).get('Font')).get(font);
  const expected = formFont(file, font);
  if (!(used instanceof PdfRef) || !(expected instanceof PdfRef) || used.number !== expected.number)
    return undefined;
  const codes = (hex.match(/.{4}/g) ?? []).map((code) => Number.parseInt(code, 16));
  return decodeText(readEmbeddedFont(file, used), codes);
}
