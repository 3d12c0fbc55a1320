import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import { adlerJoined, adlerOf, NO_BYTES, type Adler } from './adler.ts';

/** Deflate, a window of 32 KB (RFC 1950). */
const HEADER = Buffer.from([0x78, 0x9c]);
/** A block of no bytes, the last one (RFC 1951, 3.2.6). */
const LAST = Buffer.from([0x03, 0x00]);
/** The three bits a stored block begins with, filled up to a byte (RFC 1951, 3.2.4). */
const STORED = Buffer.from([0x00]);
const UP_TO_STORED = { level: 9, finishFlush: constants.Z_SYNC_FLUSH };
/** Length, and its complement, of the empty stored block that a flush ends with. */
const LENGTHS = 4;

/** Bytes that many streams have, deflated once, when the first of them is made. */
export class Prepared {
  readonly bytes: Uint8Array;
  #adler: Adler | undefined;
  #open: Buffer | undefined;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get length(): number {
    return this.bytes.length;
  }

  get adler(): Adler {
    return (this.#adler ??= adlerOf(this.bytes));
  }

  /** Blocks up to the first bits of a stored one, whose length is to follow. */
  get open(): Buffer {
    return (this.#open ??= deflateRawSync(this.bytes, UP_TO_STORED).subarray(0, -LENGTHS));
  }

  /** Deflates now what the first stream would. */
  deflate(): void {
    void this.open;
    void this.adler;
  }
}

/**
 * A zlib stream of prepared bytes with others between them, which are stored as they are.
 * @param first up to 65,535 bytes, as all that are not prepared
 */
export function spliced(first: Uint8Array, ...parts: readonly (readonly [Prepared, Uint8Array])[]): Buffer {
  const chunks: Uint8Array[] = [HEADER];
  let adler = NO_BYTES;
  if (first.length > 0) {
    chunks.push(STORED, lengths(first), first);
    adler = adlerOf(first);
  }
  for (const [prepared, bytes] of parts) {
    chunks.push(prepared.open, lengths(bytes), bytes);
    adler = adlerOf(bytes, adlerJoined(adler, prepared.adler, prepared.length));
  }
  const end = Buffer.alloc(4);
  end.writeUInt16BE(adler.high, 0);
  end.writeUInt16BE(adler.low, 2);
  chunks.push(LAST, end);
  return Buffer.concat(chunks);
}

/** The same bytes, deflated together: shorter, for a stream that is made once and used again and again. */
export function whole(first: Uint8Array, ...parts: readonly (readonly [Prepared, Uint8Array])[]): Buffer {
  const bytes = parts.flatMap(([prepared, behind]) => [prepared.bytes, behind]);
  return deflateSync(Buffer.concat([first, ...bytes]), { level: 9 });
}

function lengths({ length }: Uint8Array): Buffer {
  const bytes = Buffer.alloc(LENGTHS);
  bytes.writeUInt16LE(length, 0);
  bytes.writeUInt16LE(~length & 0xffff, 2);
  return bytes;
}
