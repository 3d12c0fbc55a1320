import { deflateSync } from 'node:zlib';
import { PDFHexString, PDFRawStream, type PDFContext, type PDFObject, type PDFRef } from 'pdf-lib';

/** What a dictionary entry may be written as; a plain string is a name. */
export type Value = PDFObject | Dictionary | readonly Value[] | string | number | boolean | undefined;

export interface Dictionary {
  readonly [name: string]: Value;
}

/** Registers a dictionary as an indirect object. */
export function addObject(context: PDFContext, entries: Dictionary): PDFRef {
  return context.register(context.obj(entries));
}

/** Registers a deflated stream; /Length and /Filter are set here. */
export function addStream(context: PDFContext, entries: Dictionary, data: Uint8Array | string): PDFRef {
  const bytes = deflateSync(typeof data === 'string' ? Buffer.from(data, 'latin1') : data, { level: 9 });
  const dictionary = context.obj({ ...entries, Length: bytes.length, Filter: 'FlateDecode' });
  return context.register(PDFRawStream.of(dictionary, bytes));
}

/** A text string in UTF-16BE, which holds Vietnamese. */
export function textString(text: string): PDFHexString {
  return PDFHexString.fromText(text);
}

/** A moment as PDF writes it (ISO 32000-1, 7.9.4), in UTC. */
export function dateText(moment: Date): string {
  return `D:${moment.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`;
}
