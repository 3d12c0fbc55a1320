import { createHash } from 'node:crypto';
import { decodePDFRawStream, PDFDict, PDFDocument, PDFName, PDFRawStream, type PDFObject } from 'pdf-lib';

/** What of a signature only its key and the length of the file decide. */
const OF_THE_KEY = new Set(['/Contents', '/ByteRange']);

/**
 * Hash of a PDF's objects with their streams inflated: the same on every platform, whatever deflate makes of them;
 * and of a signed one without its signatures' values.
 */
export async function inflatedHash(pdf: Uint8Array): Promise<string> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const hash = createHash('sha256');
  for (const [ref, object] of document.context.enumerateIndirectObjects()) {
    hash.update(ref.toString());
    if (!(object instanceof PDFRawStream)) {
      hash.update(unsigned(object).toString());
      continue;
    }
    hash.update(decodePDFRawStream(object).decode());
    for (const [key, value] of object.dict.entries()) {
      if (key !== PDFName.of('Length')) hash.update(`${key.toString()}${value.toString()}`);
    }
  }
  return hash.digest('hex');
}

function unsigned(object: PDFObject): PDFObject {
  if (!(object instanceof PDFDict) || !object.has(PDFName.of('ByteRange'))) return object;
  const kept = object.entries().filter(([key]) => !OF_THE_KEY.has(key.toString()));
  return PDFDict.fromMapWithContext(new Map(kept), object.context);
}
