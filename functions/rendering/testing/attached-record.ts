import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';

/** The `result.json` a PDF carries: its one associated file, whose relationship is Data. */
export async function attachedRecord(pdf: Uint8Array): Promise<unknown> {
  const { catalog } = await PDFDocument.load(pdf, { updateMetadata: false });
  const files = catalog.lookup(PDFName.of('AF'), PDFArray);
  const file = files.lookup(0, PDFDict);
  const relationship = file.lookup(PDFName.of('AFRelationship'), PDFName).decodeText();
  const stream = file.lookup(PDFName.of('EF'), PDFDict).lookup(PDFName.of('F'));
  if (files.size() !== 1 || relationship !== 'Data' || !(stream instanceof PDFRawStream)) {
    throw new Error('the file carries no result.json');
  }
  return JSON.parse(Buffer.from(decodePDFRawStream(stream).decode()).toString('utf8'));
}
