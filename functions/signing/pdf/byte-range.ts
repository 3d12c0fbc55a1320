/** The ByteRange of a signature (ISO 32000-1 §12.8.1): everything but the hexadecimal string in Contents. */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { HashName } from '../cms/signature-algorithm.ts';

/** Offset and length of the part before Contents, and of the part behind it. */
export type ByteRange = readonly [number, number, number, number];

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
