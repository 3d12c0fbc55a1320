/** Reads `n g obj … endobj` (ISO 32000-1 §7.3.10), streams included. */
import { ObjectParser } from './parse-object.ts';
import { type PdfDict, type PdfObject, PdfRef, PdfStream, isDict } from './pdf-object.ts';

export interface IndirectObject {
  readonly ref: PdfRef;
  readonly object: PdfObject;
  /** Offset just behind `endobj`. */
  readonly end: number;
}

/**
 * @param lengthOf looks up a stream's length where it is an object of its own
 * @throws {MalformedPdf} where no whole object stands at `offset`
 */
export function readIndirectObject(
  bytes: Uint8Array,
  offset: number,
  lengthOf: (ref: PdfRef) => PdfObject = () => null,
): IndirectObject {
  const parser = new ObjectParser(bytes, offset);
  const number = parser.integer();
  const ref = new PdfRef(number, parser.integer());
  parser.expect('obj');
  const value = parser.parse();
  const isStream = isDict(value) && parser.accept('stream');
  const object = isStream ? readStream(parser, value, lengthOf) : value;
  parser.expect('endobj');
  return { ref, object, end: parser.position };
}

function readStream(parser: ObjectParser, dict: PdfDict, lengthOf: (ref: PdfRef) => PdfObject): PdfStream {
  const stated = dict.get('Length');
  const length = stated instanceof PdfRef ? lengthOf(stated) : stated;
  if (typeof length !== 'number' || length < 0) throw parser.malformed('stream without length');
  if (parser.bytes[parser.position] === 0x0d) parser.position += 1;
  if (parser.bytes[parser.position] !== 0x0a) throw parser.malformed('line feed expected after stream');
  const start = parser.position + 1;
  parser.position = start + length;
  if (parser.position > parser.bytes.length) throw parser.malformed('stream exceeds the file');
  parser.expect('endstream');
  return new PdfStream(dict, parser.bytes.subarray(start, start + length));
}
