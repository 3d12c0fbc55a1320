/**
 * The room a signature object keeps for what exists only later: ByteRange, known once the revision is written,
 * and Contents, known once somebody has signed or stamped (ISO 32000-1 §12.8.1).
 */
import { Buffer } from 'node:buffer';
import type { ByteRange } from './byte-range.ts';
import { PdfRaw, type PdfRef } from './pdf-object.ts';
import type { WrittenRevision } from './revision.ts';

const NUMBER_WIDTH = 10;
const NUMBER_PLACE = '0'.repeat(NUMBER_WIDTH);

/** Fixed in width, so that the range can be written once it is known. */
const BYTE_RANGE_PLACE = `[0 ${NUMBER_PLACE} ${NUMBER_PLACE} ${NUMBER_PLACE}]`;

/** Octets enough for the token of nearly every authority, where a second try costs somebody a PIN. */
export const SAFE_TOKEN_BYTES = 10 * 1024;

/** The room is smaller than what must go into it. */
export class SignatureRoomTooSmall extends Error {
  override readonly name = 'SignatureRoomTooSmall';
}

/** A whole file whose last signature object still lacks its Contents. */
export interface RoomForSignature {
  readonly pdf: Uint8Array;
  readonly byteRange: ByteRange;
}

/**
 * The entries that keep the room. They stand first in their dictionary, before anything a name could imitate.
 *
 * @param capacity octets reserved for what will be embedded
 */
export function roomEntries(capacity: number) {
  return {
    ByteRange: new PdfRaw(BYTE_RANGE_PLACE),
    Contents: new PdfRaw(`<${'0'.repeat(capacity * 2)}>`),
  } as const;
}

/** Writes the ByteRange. Looks inside the signature object alone: other objects may hold the same letters. */
export function openRoom(
  { pdf, offsets }: WrittenRevision,
  signature: PdfRef,
  capacity: number,
): RoomForSignature {
  const start = offsets.get(signature.number) ?? 0;
  const rangeAt = pdf.indexOf(BYTE_RANGE_PLACE, start, 'latin1');
  const contentsAt = pdf.indexOf('/Contents <', start, 'latin1') + '/Contents '.length;
  const behind = contentsAt + 2 + capacity * 2;
  const byteRange = [0, contentsAt, behind, pdf.length - behind] as const;
  pdf.write(`[${byteRange.join(' ')}]`.padEnd(BYTE_RANGE_PLACE.length), rangeAt, 'latin1');
  return { pdf, byteRange };
}

/** Octets the room holds. */
export function roomBytes({ byteRange }: RoomForSignature): number {
  const [, contentsAt, behind] = byteRange;
  return (behind - contentsAt - 2) / 2;
}

/**
 * The file with the CMS, or the timestamp token, in the room kept for it.
 *
 * @throws {SignatureRoomTooSmall}
 */
export function fillRoom(room: RoomForSignature, content: Uint8Array): Uint8Array {
  const capacity = roomBytes(room);
  if (content.length > capacity)
    throw new SignatureRoomTooSmall(`${content.length} octets exceed the ${capacity} reserved`);
  const filled = Buffer.from(room.pdf);
  filled.write(Buffer.from(content).toString('hex'), room.byteRange[1] + 1, 'latin1');
  return filled;
}
