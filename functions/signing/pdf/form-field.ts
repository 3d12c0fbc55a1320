/** Finds fields of the interactive form (ISO 32000-1 §12.7): each its own widget, as the page engine makes them. */
import type { PdfFile } from './pdf-file.ts';
import { type PdfDict, PdfRef, PdfString } from './pdf-object.ts';

/** The file lacks a field that signing needs: it was not made by our page engine, or by another version. */
export class FieldMissing extends Error {
  override readonly name = 'FieldMissing';
}

export interface FormField {
  readonly name: string;
  readonly ref: PdfRef;
  readonly dict: PdfDict;
}

/** All terminal fields by name, in the order of the form. */
export function formFields(file: PdfFile): Map<string, FormField> {
  const fields = new Map<string, FormField>();
  const form = file.resolve(file.catalog.get('AcroForm'));
  if (form === null) return fields;
  for (const ref of file.array(file.dict(form).get('Fields'))) {
    if (!(ref instanceof PdfRef)) continue;
    const dict = file.dict(ref);
    const title = file.resolve(dict.get('T'));
    if (title instanceof PdfString) fields.set(title.text(), { name: title.text(), ref, dict });
  }
  return fields;
}

/** @throws {FieldMissing} where the form has no field of that name */
export function formField(file: PdfFile, name: string): FormField {
  const field = formFields(file).get(name);
  if (field === undefined) throw new FieldMissing(`the form has no field ${name}`);
  return field;
}
