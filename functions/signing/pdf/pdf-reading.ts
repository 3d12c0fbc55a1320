/** How a file is read: the product's own results strictly, a stranger's as viewers would and within bounds. */
import { Buffer } from 'node:buffer';
import { decodeStream } from './decode-stream.ts';
import { type IndirectObject, readIndirectObject } from './indirect-object.ts';
import { type PdfObject, type PdfRef, type PdfStream, MalformedPdf } from './pdf-object.ts';
import { type XrefSection, readXrefSection } from './xref-section.ts';

export interface PdfReading {
  /** Newest first. @throws {MalformedPdf} */
  sections(bytes: Uint8Array): XrefSection[];
  /** @throws {MalformedPdf} where no whole object stands at `offset` */
  object(bytes: Uint8Array, offset: number, lengthOf: (ref: PdfRef) => PdfObject): IndirectObject;
  /** @throws {MalformedPdf} */
  decode(stream: PdfStream): Uint8Array;
  /** Counts what was parsed elsewhere: in object streams. */
  count(parsedBytes: number): void;
}

const END = /startxref[\r\n ]+(\d{1,10})[\r\n ]+%%EOF[\r\n ]*$/;
const END_BYTES = 64;

/** What the product makes: each section points to one before it, so that there are no loops and no hybrids. */
export const OWN_READING: PdfReading = {
  sections: ownSections,
  object: readIndirectObject,
  decode: (stream) => decodeStream(stream),
  count: () => {},
};

function ownSections(bytes: Uint8Array): XrefSection[] {
  const end = Buffer.from(bytes.subarray(-END_BYTES)).toString('latin1');
  const start = END.exec(end)?.[1];
  if (start === undefined) throw new MalformedPdf('the file does not end with startxref and %%EOF');
  const sections: XrefSection[] = [];
  for (let offset = Number(start), limit = bytes.length; ;) {
    if (offset >= limit) throw new MalformedPdf('cross-references out of order');
    const section = readXrefSection(bytes, offset);
    if (section.kind === 'table' && section.trailer.has('XRefStm')) {
      throw new MalformedPdf('hybrid cross-reference refused');
    }
    sections.push(section);
    const previous = section.trailer.get('Prev');
    if (previous === undefined) return sections;
    if (typeof previous !== 'number') throw new MalformedPdf('Prev is no number');
    limit = offset;
    offset = previous;
  }
}
