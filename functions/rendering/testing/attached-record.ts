import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFString,
  PDFName,
  PDFRawStream,
} from 'pdf-lib';

/** The JSON files a PDF carries as associated files whose relationship is Data, by name. */
export async function attachedFiles(pdf: Uint8Array): Promise<Map<string, unknown>> {
  const { catalog } = await PDFDocument.load(pdf, { updateMetadata: false });
  const files = catalog.lookup(PDFName.of('AF'), PDFArray);
  const found = new Map<string, unknown>();
  for (let index = 0; index < files.size(); index += 1) {
    const file = files.lookup(index, PDFDict);
    const relationship = file.lookup(PDFName.of('AFRelationship'), PDFName).decodeText();
    const stream = file.lookup(PDFName.of('EF'), PDFDict).lookup(PDFName.of('F'));
    if (relationship !== 'Data' || !(stream instanceof PDFRawStream)) throw new Error('not a file of data');
    const name = file.lookup(PDFName.of('UF'), PDFString).decodeText();
    found.set(name, JSON.parse(Buffer.from(decodePDFRawStream(stream).decode()).toString('utf8')));
  }
  return found;
}

/** The `result.json` a PDF carries. */
export async function attachedRecord(pdf: Uint8Array): Promise<unknown> {
  const record = (await attachedFiles(pdf)).get('result.json');
  if (record === undefined) throw new Error('the file carries no result.json');
  return record;
}
