/** Decodes streams: Flate alone, with or without a PNG predictor (ISO 32000-1 §7.4.4). */
import { Buffer } from 'node:buffer';
import { inflateSync } from 'node:zlib';
import { type PdfObject, type PdfStream, MalformedPdf, isDict, isName } from './pdf-object.ts';

/** No stream that must be read here is larger; a bomb is. */
const MAX_DECODED_BYTES = 32 * 1024 * 1024;

/**
 * @param maxBytes no more than 32 MiB
 * @throws {MalformedPdf} for other filters, damaged data, or more of it
 */
export function decodeStream(stream: PdfStream, maxBytes = MAX_DECODED_BYTES): Uint8Array {
  const filter = onlyMember(stream.dict.get('Filter'));
  if (filter === undefined || filter === null) return stream.data;
  if (!isName(filter, 'FlateDecode')) throw new MalformedPdf('stream with an unsupported filter');
  const parameters = onlyMember(stream.dict.get('DecodeParms'));
  const predictor = isDict(parameters) ? parameters.get('Predictor') : undefined;
  const inflated = inflate(stream.data, Math.min(maxBytes, MAX_DECODED_BYTES));
  if (predictor === undefined || predictor === 1) return inflated;
  if (!isDict(parameters) || typeof predictor !== 'number' || predictor < 10) {
    throw new MalformedPdf('stream with an unsupported predictor');
  }
  const columns = parameters.get('Columns') ?? 1;
  if (typeof columns !== 'number' || columns < 1) throw new MalformedPdf('predictor without columns');
  return undoPngFilters(inflated, columns, 1);
}

/** A one-member array stands for its member. */
function onlyMember(value: PdfObject | undefined): PdfObject | undefined {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

function inflate(data: Uint8Array, maxOutputLength: number): Uint8Array {
  try {
    return inflateSync(data, { maxOutputLength });
  } catch (cause) {
    throw new MalformedPdf('stream cannot be inflated', { cause });
  }
}

/**
 * Undoes the row filters of PNG (ISO/IEC 15948 §9).
 *
 * @param rowBytes octets of a row without its filter octet
 * @param pixelBytes octets of a whole pixel, at least 1
 * @throws {MalformedPdf} for an unknown filter or a cut row
 */
export function undoPngFilters(filtered: Uint8Array, rowBytes: number, pixelBytes: number): Uint8Array {
  if (filtered.length % (rowBytes + 1) !== 0) throw new MalformedPdf('filtered rows are cut short');
  const rows = filtered.length / (rowBytes + 1);
  const result = Buffer.alloc(rows * rowBytes);
  for (let row = 0; row < rows; row += 1) {
    const filter = filtered[row * (rowBytes + 1)] ?? 0;
    if (filter > 4) throw new MalformedPdf('unknown row filter');
    const from = row * (rowBytes + 1) + 1;
    const to = row * rowBytes;
    for (let column = 0; column < rowBytes; column += 1) {
      const left = column < pixelBytes ? 0 : (result[to + column - pixelBytes] ?? 0);
      const up = row === 0 ? 0 : (result[to + column - rowBytes] ?? 0);
      const upLeft =
        row === 0 || column < pixelBytes ? 0 : (result[to + column - rowBytes - pixelBytes] ?? 0);
      result[to + column] = (filtered[from + column] ?? 0) + prediction(filter, left, up, upLeft);
    }
  }
  return result;
}

function prediction(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  return filter === 4 ? paeth(left, up, upLeft) : 0;
}

function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft;
  const [toLeft, toUp, toUpLeft] = [left, up, upLeft].map((value) => Math.abs(estimate - value));
  if (toLeft === undefined || toUp === undefined || toUpLeft === undefined) return 0;
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}
