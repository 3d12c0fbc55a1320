/** Whether each signature forbids what the decree's order needs forbidden (ISO 32000-1 §12.8.2). */
import { FIELD } from '../result-fields.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import { type PdfDict, PdfRef, PdfString, isDict, isName } from '../pdf/pdf-object.ts';
import type { PlacedSignature } from './placed-signature.ts';

/** The official certifies: DocMDP with P=2, which the catalog names. */
export function certifies(file: PdfFile, signature: PlacedSignature): boolean {
  const permissions = file.resolve(file.catalog.get('Perms'));
  if (!isDict(permissions)) return false;
  const named = permissions.get('DocMDP');
  const parameters = transform(file, signature, 'DocMDP');
  return named instanceof PdfRef && named.number === signature.ref.number && parameters?.get('P') === 2;
}

/** The agency locks number, date and both signatures by name. */
export function locks(file: PdfFile, signature: PlacedSignature): boolean {
  const parameters = transform(file, signature, 'FieldMDP');
  if (parameters === undefined || !isName(parameters.get('Action'), 'Include')) return false;
  const fields = file.array(parameters.get('Fields')).map((field) => file.resolve(field));
  const names = new Set(fields.map((field) => (field instanceof PdfString ? field.text() : undefined)));
  return Object.values(FIELD).every((name) => names.has(name));
}

function transform(file: PdfFile, { dict }: PlacedSignature, method: string): PdfDict | undefined {
  const [reference, ...others] = file.array(dict.get('Reference'));
  const entries = file.dict(reference);
  if (others.length > 0 || !isName(entries.get('TransformMethod'), method)) return undefined;
  return file.dict(entries.get('TransformParams'));
}
