import { createHash } from 'node:crypto';
import { decodePDFRawStream, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';

/** Hash of a PDF's objects with their streams inflated: the same on every platform, whatever deflate makes of them. */
export async function inflatedHash(pdf: Uint8Array): Promise<string> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const hash = createHash('sha256');
  for (const [ref, object] of document.context.enumerateIndirectObjects()) {
    hash.update(ref.toString());
    if (!(object instanceof PDFRawStream)) {
      hash.update(object.toString());
      continue;
    }
    hash.update(decodePDFRawStream(object).decode());
    for (const [key, value] of object.dict.entries()) {
      if (key !== PDFName.of('Length')) hash.update(`${key.toString()}${value.toString()}`);
    }
  }
  return hash.digest('hex');
}
