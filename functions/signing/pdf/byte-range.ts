/** The ByteRange of a signature (ISO 32000-1 §12.8.1): everything but the hexadecimal string in Contents. */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { HashName } from '../cms/signature-algorithm.ts';
import { type PdfDict, type PdfString, isArray } from './pdf-object.ts';

/** Offset and length of the part before Contents, and of the part behind it. */
export type ByteRange = readonly [number, number, number, number];

/** Four whole numbers: from the first byte on, and two parts in order inside the file. */
export function byteRangeOf(pdf: Uint8Array, dict: PdfDict): ByteRange | undefined {
  const range = dict.get('ByteRange');
  if (!isArray(range) || range.length !== 4) return undefined;
  const [first, firstLength, second, secondLength] = range;
  if (first !== 0 || !isLength(firstLength) || !isLength(second) || !isLength(secondLength)) return undefined;
  if (second <= firstLength || second + secondLength > pdf.length) return undefined;
  return [first, firstLength, second, secondLength];
}

function isLength(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

/** What is not covered is one hexadecimal string, and that string is what the dictionary holds. */
export function leavesOutContents(pdf: Uint8Array, [, start, end]: ByteRange, contents: PdfString): boolean {
  const gap = Buffer.from(pdf.subarray(start, end)).toString('latin1');
  return /^<[0-9a-fA-F]+>$/.test(gap) && Buffer.from(gap.slice(1, -1), 'hex').equals(contents.bytes);
}

export function digestOfRange(pdf: Uint8Array, range: ByteRange, hash: HashName): Uint8Array {
  const [first, firstLength, second, secondLength] = range;
  return createHash(hash)
    .update(pdf.subarray(first, first + firstLength))
    .update(pdf.subarray(second, second + secondLength))
    .digest();
}

/** The covered bytes themselves, for a timestamp over the whole file. */
export function coveredBytes(
  pdf: Uint8Array,
  [first, firstLength, second, secondLength]: ByteRange,
): Uint8Array {
  return Buffer.concat([
    pdf.subarray(first, first + firstLength),
    pdf.subarray(second, second + secondLength),
  ]);
}
