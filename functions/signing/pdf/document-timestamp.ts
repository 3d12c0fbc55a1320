/**
 * A document timestamp (ETSI EN 319 142-1 §5.4.3): one more revision with a token over the whole file so far, its
 * security store included. Repeated before it grows weak, it carries the file through the decades (B-LTA).
 */
import { formFields } from './form-field.ts';
import { PdfFile } from './pdf-file.ts';
import {
  type PdfDict,
  MalformedPdf,
  PdfRef,
  PdfString,
  dict,
  isName,
  name,
  withEntries,
} from './pdf-object.ts';
import { Revision } from './revision.ts';
import { type RoomForSignature, SAFE_TOKEN_BYTES, openRoom, roomEntries } from './signature-room.ts';

const PRINT_AND_LOCKED = 132;

/**
 * Adds the field and the room for the token. The widget has an empty rectangle on the first page and no place in
 * the structure tree: so it needs no appearance, and PDF/A-3a and PDF/UA-1 hold.
 *
 * @param tokenBytes octets kept for the token
 * @throws {MalformedPdf} where the file has no form or no page
 */
export function prepareDocumentTimestamp(
  pdf: Uint8Array,
  tokenBytes: number = SAFE_TOKEN_BYTES,
): RoomForSignature {
  const revision = new Revision(new PdfFile(pdf));
  const signature = revision.add(
    dict({
      Type: name('DocTimeStamp'),
      ...roomEntries(tokenBytes),
      Filter: name('Adobe.PPKLite'),
      SubFilter: name('ETSI.RFC3161'),
    }),
  );
  placeField(revision, signature);
  return openRoom(revision.write(), signature, tokenBytes);
}

function placeField(revision: Revision, signature: PdfRef): void {
  const { file } = revision;
  const page = firstPage(file);
  const field = revision.add(
    dict({
      Type: name('Annot'),
      Subtype: name('Widget'),
      FT: name('Sig'),
      T: PdfString.ofAscii(freeName(file)),
      F: PRINT_AND_LOCKED,
      Rect: [0, 0, 0, 0],
      P: page,
      V: signature,
    }),
  );
  append(revision, page, 'Annots', field);
  const form = file.catalog.get('AcroForm');
  if (!(form instanceof PdfRef)) throw new MalformedPdf('the form is no object of its own');
  append(revision, form, 'Fields', field);
}

/** Appends to the array under `key`: where that is an object of its own, it alone changes. */
function append(revision: Revision, holder: PdfRef, key: string, member: PdfRef): void {
  const { file } = revision;
  const entries = file.dict(holder);
  const present = entries.get(key);
  const array = [...(present === undefined ? [] : file.array(present)), member];
  if (present instanceof PdfRef) revision.replace(present, array);
  else revision.replace(holder, withEntries(entries, { [key]: array }));
}

function freeName(file: PdfFile): string {
  const taken = formFields(file);
  for (let number = 1; ; number += 1) if (!taken.has(`timestamp-${number}`)) return `timestamp-${number}`;
}

function firstPage(file: PdfFile): PdfRef {
  let node = file.dict(file.catalog.get('Pages'));
  for (let depth = 0; depth < 32; depth += 1) {
    const [kid] = file.array(node.get('Kids'));
    if (!(kid instanceof PdfRef)) break;
    const found: PdfDict = file.dict(kid);
    if (isName(found.get('Type'), 'Page')) return kid;
    node = found;
  }
  throw new MalformedPdf('no first page');
}
