/** The key derivation of PKCS#12 itself (RFC 7292, appendix B), for its MAC and its older ciphers. */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';

/** What the derived octets are for. */
export const PURPOSE = { key: 1, iv: 2, mac: 3 } as const;

export interface Derivation {
  readonly hash: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  readonly passphrase: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
}

/** Octets of a hash and of its block. */
const SIZES = { sha1: [20, 64], sha256: [32, 64], sha384: [48, 128], sha512: [64, 128] } as const;

/** A passphrase as it goes in: BMPString with two octets of zero at the end (appendix B.1). */
export function bmpPassphrase(passphrase: string): Uint8Array {
  return Buffer.from(`${passphrase}\0`, 'utf16le').swap16();
}

export function deriveOctets(
  { hash, passphrase, salt, iterations }: Derivation,
  purpose: (typeof PURPOSE)[keyof typeof PURPOSE],
  length: number,
): Uint8Array {
  const [size, block] = SIZES[hash];
  const diversifier = Buffer.alloc(block, purpose);
  let input: Buffer = Buffer.concat([filled(salt, block), filled(passphrase, block)]);
  const derived: Buffer[] = [];
  for (let have = 0; have < length; have += size) {
    let round: Buffer = createHash(hash).update(diversifier).update(input).digest();
    for (let count = 1; count < iterations; count += 1) round = createHash(hash).update(round).digest();
    derived.push(round);
    input = nextInput(input, filled(round, block).subarray(0, block), block);
  }
  return Buffer.concat(derived).subarray(0, length);
}

/** Repeated until it fills whole blocks; nothing stays nothing. */
function filled(octets: Uint8Array, block: number): Buffer {
  const length = block * Math.ceil(octets.length / block);
  return length === 0 ? Buffer.alloc(0) : Buffer.alloc(length, octets);
}

/** Each block of the input plus B plus one, modulo its size. */
function nextInput(input: Buffer, addend: Buffer, block: number): Buffer {
  const next = Buffer.from(input);
  for (let start = 0; start < next.length; start += block) {
    let carry = 1;
    for (let position = block - 1; position >= 0; position -= 1) {
      const sum = (next[start + position] ?? 0) + (addend[position] ?? 0) + carry;
      next[start + position] = sum & 0xff;
      carry = sum >> 8;
    }
  }
  return next;
}
