/** Gives a field's widget a new normal appearance (ISO 32000-1 §12.5.5). */
import { Buffer } from 'node:buffer';
import { deflateSync } from 'node:zlib';
import type { PdfFile } from './pdf-file.ts';
import { type PdfDict, MalformedPdf, PdfStream, dict, name, withEntries } from './pdf-object.ts';
import type { FormField } from './form-field.ts';
import type { Revision } from './revision.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The bounding box of the field's present appearance, in the appearance's own coordinates. */
export function appearanceBox(file: PdfFile, field: FormField): Box {
  const box = file.array(normalAppearance(file, field).dict.get('BBox'));
  const [x1, y1, x2, y2] = box.map((edge) => file.resolve(edge));
  if (typeof x1 !== 'number' || typeof y1 !== 'number' || typeof x2 !== 'number' || typeof y2 !== 'number') {
    throw new MalformedPdf(`field ${field.name} has no bounding box`);
  }
  return { x: x1, y: y1, width: x2 - x1, height: y2 - y1 };
}

/** The stream the widget is drawn from. */
export function normalAppearance(file: PdfFile, field: FormField): PdfStream {
  return file.stream(file.dict(field.dict.get('AP')).get('N'));
}

/**
 * The entry /AP of the widget, over a new appearance stream. That stream keeps the dictionary keys of the
 * empty one before it: validators compare them, and take a key that comes or goes for an undefined change.
 */
export function newAppearance(
  revision: Revision,
  field: FormField,
  operators: string,
  resources: PdfDict,
): PdfDict {
  const empty = normalAppearance(revision.file, field);
  const entries = withEntries(empty.dict, { Resources: resources, Filter: name('FlateDecode') });
  const stream = new PdfStream(entries, deflateSync(Buffer.from(operators, 'latin1')));
  return dict({ N: revision.add(stream) });
}
