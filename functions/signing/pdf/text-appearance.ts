/** Fills a text field: its value, and the same text drawn with a font of revision 0 (ISO 32000-1 §12.7.3.3). */
import { type Box, appearanceBox, newAppearance } from './appearance.ts';
import { type EmbeddedFont, encodeText, readEmbeddedFont } from './embedded-font.ts';
import { formField } from './form-field.ts';
import type { PdfFile } from './pdf-file.ts';
import { type PdfDict, MalformedPdf, PdfString, dict, withEntries } from './pdf-object.ts';
import type { Revision } from './revision.ts';
import { numberText } from './serialise-object.ts';

export interface TextValue {
  readonly field: string;
  readonly value: string;
}

/** Where the baseline stands above the lower edge of a field, in ems (functions/rendering/README.md). */
const BASELINE = 0.25;

/** What a default appearance string such as `/F1 13 Tf 0 g` says. */
export interface DefaultAppearance {
  readonly font: string;
  readonly size: number;
  /** Operators other than the choice of font: the colour. */
  readonly rest: string;
}

/**
 * @throws {GlyphMissing} where the field's font lacks a letter of the value
 * @throws {FieldMissing} where there is no such field
 */
export function fillTextField(revision: Revision, { field: name, value }: TextValue): void {
  const { file } = revision;
  const field = formField(file, name);
  const style = defaultAppearance(file, field.dict);
  const fontObject = formFont(file, style.font);
  const font = readEmbeddedFont(file, fontObject);
  const operators = showText(font, style, value, appearanceBox(file, field));
  const resources = dict({ Font: dict({ [style.font]: fontObject }) });
  revision.replace(
    field.ref,
    withEntries(field.dict, {
      V: PdfString.ofText(value),
      AP: newAppearance(revision, field, operators, resources),
    }),
  );
}

/** The field's own default appearance, or the form's (§12.7.3.3). */
export function defaultAppearance(file: PdfFile, field: PdfDict): DefaultAppearance {
  const own = file.resolve(field.get('DA'));
  const inherited = own ?? file.resolve(file.dict(file.catalog.get('AcroForm')).get('DA'));
  const text = inherited instanceof PdfString ? inherited.text() : '';
  const chosen = /\/(\S+)\s+([\d.]+)\s+Tf/.exec(text);
  const size = Number(chosen?.[2]);
  if (chosen?.[1] === undefined || !(size > 0)) throw new MalformedPdf('text field without font and size');
  return { font: chosen[1], size, rest: text.replace(chosen[0], '').trim() };
}

/** A font of the form's default resources, as the reference that stands there. */
export function formFont(file: PdfFile, name: string) {
  const resources = file.dict(file.dict(file.catalog.get('AcroForm')).get('DR'));
  return file.dict(resources.get('Font')).get(name) ?? null;
}

/** From the left edge, on the baseline the page engine has left room below for. */
function showText(font: EmbeddedFont, style: DefaultAppearance, value: string, box: Box): string {
  const hex = encodeText(font, value).map((code) => code.toString(16).padStart(4, '0'));
  const position = `1 0 0 1 ${numberText(box.x)} ${numberText(box.y + BASELINE * style.size)} Tm`;
  const chosen = `/${style.font} ${numberText(style.size)} Tf ${style.rest}`;
  return `/Tx BMC\nq\nBT\n${chosen}\n${position}\n<${hex.join('')}> Tj\nET\nQ\nEMC`;
}
