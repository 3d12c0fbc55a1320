const BASE = 65_521;
/** So many bytes can be added before the sums leave the safe range of bitwise numbers. */
const STRETCH = 5_552;

/** The checksum a zlib stream ends with (RFC 1950), of the bytes so far. */
export interface Adler {
  readonly low: number;
  readonly high: number;
}

export const NO_BYTES: Adler = { low: 1, high: 0 };

/** The checksum with these bytes behind. */
export function adlerOf(bytes: Uint8Array, before: Adler = NO_BYTES): Adler {
  let { low, high } = before;
  for (let at = 0; at < bytes.length;) {
    for (const end = Math.min(bytes.length, at + STRETCH); at < end; at++) {
      low += bytes[at] ?? 0;
      high += low;
    }
    low %= BASE;
    high %= BASE;
  }
  return { low, high };
}

/** The checksum with so many bytes behind whose own checksum is known. */
export function adlerJoined(before: Adler, behind: Adler, length: number): Adler {
  return {
    low: (before.low + behind.low + BASE - 1) % BASE,
    high: (before.high + behind.high + (before.low + BASE - 1) * length) % BASE,
  };
}
