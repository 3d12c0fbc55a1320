/** Finds the signatures of any file, the bytes each covers and the revision it made (ISO 32000-1 §12.8.1). */
import { type ByteRange, byteRangeOf, leavesOutContents } from '../../pdf/byte-range.ts';
import { type TreeField, fieldTree } from '../../pdf/field-tree.ts';
import type { FileRevision } from '../../pdf/file-revisions.ts';
import { readIndirectObject } from '../../pdf/indirect-object.ts';
import type { PdfFile } from '../../pdf/pdf-file.ts';
import { type PdfDict, PdfName, PdfRef, PdfString, isDict } from '../../pdf/pdf-object.ts';

export interface LocatedSignature {
  readonly field: TreeField;
  readonly dict: PdfDict;
  /** Such as `ETSI.CAdES.detached`. */
  readonly subFilter: string;
  readonly contents: Uint8Array;
  readonly byteRange: ByteRange;
  /** Index of the revision it covers. */
  readonly revision: number;
}

/** A signed field, or why nobody can say what it covers. */
export type SignatureLocation =
  | { readonly ok: true; readonly signature: LocatedSignature }
  | { readonly ok: false; readonly field: TreeField; readonly detail: string };

/**
 * Every signed field of the file as it is shown today, in the order of the form.
 *
 * @throws {MalformedPdf}
 */
export function locateSignatures(revisions: readonly FileRevision[]): SignatureLocation[] {
  const latest = revisions.at(-1)?.file;
  if (latest === undefined) return [];
  return fieldTree(latest)
    .filter(({ type, dict }) => type === 'Sig' && latest.resolve(dict.get('V')) !== null)
    .map((field) => {
      const found = locate(latest, field, revisions);
      return typeof found === 'string' ? { ok: false, field, detail: found } : { ok: true, signature: found };
    });
}

function locate(
  file: PdfFile,
  field: TreeField,
  revisions: readonly FileRevision[],
): LocatedSignature | string {
  const ref = field.dict.get('V');
  if (!(ref instanceof PdfRef)) return 'the value is no object of its own';
  const entry = file.entry(ref.number);
  const dict = file.resolve(ref);
  if (entry?.type !== 'offset' || !isDict(dict)) return 'the signature lies in an object stream';
  const [subFilter, contents] = [dict.get('SubFilter'), dict.get('Contents')];
  if (!(subFilter instanceof PdfName)) return 'SubFilter is missing';
  const byteRange = byteRangeOf(file.bytes, dict);
  if (byteRange === undefined)
    return 'ByteRange is missing, or not two parts in order from the first byte on';
  if (!(contents instanceof PdfString) || contents.bytes.length === 0) return 'Contents is missing';
  if (!leavesOutContents(file.bytes, byteRange, contents)) return 'what ByteRange leaves out is not Contents';
  const { end } = readIndirectObject(file.bytes, entry.offset);
  if (byteRange[1] <= entry.offset || byteRange[2] >= end) return 'ByteRange leaves out another object';
  const covered = byteRange[2] + byteRange[3];
  const revision = revisions.findIndex(({ eof, end: last }) => eof <= covered && covered <= last);
  if (revision === -1) return 'the covered part is no whole revision';
  if (!isSignedThere(revisions[revision], field, ref)) return 'the signature is not part of what it covers';
  return { field, dict, subFilter: subFilter.value, contents: contents.bytes, byteRange, revision };
}

/** The same field carried the same signature in the revision that the signature covers. */
function isSignedThere(revision: FileRevision | undefined, field: TreeField, ref: PdfRef): boolean {
  if (revision === undefined) return false;
  return fieldTree(revision.file).some((each) => {
    const value = each.dict.get('V');
    return each.name === field.name && value instanceof PdfRef && value.number === ref.number;
  });
}
