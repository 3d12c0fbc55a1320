/** Finds the signatures of a file, with the bytes each covers (ISO 32000-1 §12.8.1). */
import { type ByteRange, byteRangeOf, leavesOutContents } from '../pdf/byte-range.ts';
import { type FormField, formFields } from '../pdf/form-field.ts';
import { PdfFile } from '../pdf/pdf-file.ts';
import { type PdfDict, type PdfObject, PdfRef, PdfString, isDict, isName } from '../pdf/pdf-object.ts';

export interface PlacedSignature {
  readonly field: FormField;
  readonly ref: PdfRef;
  readonly dict: PdfDict;
  readonly cms: Uint8Array;
  readonly byteRange: ByteRange;
  /** The file as it was when this signature was made. */
  readonly revision: PdfFile;
}

/** A signed field, or why its ByteRange cannot be trusted. */
export type SignaturePlace =
  | { readonly ok: true; readonly signature: PlacedSignature }
  | { readonly ok: false; readonly field: string; readonly detail: string };

/** Every field of the form that a person or agency signed, in its order; document timestamps are none. */
export function placedSignatures(file: PdfFile): SignaturePlace[] {
  return [...formFields(file).values()]
    .filter(({ dict }) => isName(file.resolve(dict.get('FT')), 'Sig') && dict.has('V'))
    .filter(({ dict }) => !isDocumentTimestamp(file.resolve(dict.get('V'))))
    .map((field) => placeOf(file, field));
}

/** A signature dictionary that holds a timestamp over the whole file (ISO 32000-2 §12.8.5). */
export function isDocumentTimestamp(value: PdfObject): value is PdfDict {
  return isDict(value) && isName(value.get('Type'), 'DocTimeStamp');
}

function placeOf(file: PdfFile, field: FormField): SignaturePlace {
  const refused = (detail: string): SignaturePlace => ({ ok: false, field: field.name, detail });
  const ref = field.dict.get('V');
  if (!(ref instanceof PdfRef)) return refused('the value is no indirect object');
  const entry = file.entry(ref.number);
  if (entry?.type !== 'offset') return refused('the signature lies in an object stream');
  const dict = file.dict(ref);
  if (!isName(dict.get('Type'), 'Sig') || !isName(dict.get('SubFilter'), 'ETSI.CAdES.detached')) {
    return refused('no PAdES signature');
  }
  const byteRange = byteRangeOf(file.bytes, dict);
  const contents = dict.get('Contents');
  if (byteRange === undefined || !(contents instanceof PdfString))
    return refused('ByteRange or Contents is missing');
  if (!leavesOutContents(file.bytes, byteRange, contents)) return refused('the gap is not Contents alone');
  if (entry.offset > byteRange[1]) return refused('the gap lies outside the signature');
  const revision = revisionUpTo(file, byteRange[2] + byteRange[3]);
  if (revision === undefined) return refused('the covered part is no whole revision');
  if (revision.entry(ref.number) === undefined) return refused('the signature is not part of what it covers');
  return { ok: true, signature: { field, ref, dict, cms: contents.bytes, byteRange, revision } };
}

/** The file cut after `end`, where one of its revisions ends there. */
function revisionUpTo(file: PdfFile, end: number): PdfFile | undefined {
  if (end === file.bytes.length) return file;
  const revision = new PdfFile(file.bytes.subarray(0, end));
  return file.sections.some(({ offset }) => offset === revision.latest.offset) ? revision : undefined;
}
