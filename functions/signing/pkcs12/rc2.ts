/**
 * RC2 in CBC mode (RFC 2268), decryption only: files of before 2022 hide their certificates with it, and OpenSSL no
 * longer brings it. It hides nothing from anybody; what it guards here is public, and the MAC guards the whole.
 */
import { Buffer } from 'node:buffer';

const PI_TABLE = Buffer.from(
  'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32' +
    'bd8f40eb86b77b0bf09521225c6b4e8254d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626' +
    '6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed708e8eade8052eef784aa72ac354d6a2a' +
    '961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2e' +
    'c5f3db47e5a59c770aa62068fe7fc1ad',
  'hex',
);

const octet = (index: number): number => PI_TABLE[index & 0xff] ?? 0;

/** @param bits effective bits of the key: 40 or 128 */
export function decryptRc2(
  key: Uint8Array,
  iv: Uint8Array,
  bits: number,
  ciphertext: Uint8Array,
): Uint8Array {
  const words = expandedKey(key, bits);
  const blocks: Buffer[] = [];
  let previous = Buffer.from(iv);
  for (let start = 0; start + 8 <= ciphertext.length; start += 8) {
    const block = Buffer.from(ciphertext.subarray(start, start + 8));
    const plain = decryptBlock(words, block);
    blocks.push(Buffer.from(plain.map((value, position) => value ^ (previous[position] ?? 0))));
    previous = block;
  }
  const whole = Buffer.concat(blocks);
  return whole.subarray(0, whole.length - (whole.at(-1) ?? 0));
}

function expandedKey(key: Uint8Array, bits: number): number[] {
  const octets = [...key];
  const effective = Math.ceil(bits / 8);
  const mask = 0xff >> (8 * effective - bits);
  for (let at = octets.length; at < 128; at += 1) {
    octets[at] = octet((octets[at - 1] ?? 0) + (octets[at - key.length] ?? 0));
  }
  octets[128 - effective] = octet((octets[128 - effective] ?? 0) & mask);
  for (let at = 127 - effective; at >= 0; at -= 1) {
    octets[at] = octet((octets[at + 1] ?? 0) ^ (octets[at + effective] ?? 0));
  }
  return Array.from({ length: 64 }, (_, at) => (octets[2 * at] ?? 0) | ((octets[2 * at + 1] ?? 0) << 8));
}

const SHIFTS = [1, 2, 3, 5] as const;

/** The rounds of RFC 2268 §4 backwards: five mixing, mashing, six mixing, mashing, five mixing. */
function decryptBlock(words: readonly number[], block: Buffer): Buffer {
  const r = [0, 2, 4, 6].map((at) => block.readUInt16LE(at));
  const value = (at: number): number => r[at & 3] ?? 0;
  for (let round = 15; round >= 0; round -= 1) {
    for (let at = 3; at >= 0; at -= 1) {
      const shift = SHIFTS[at] ?? 0;
      const turned = ((value(at) >> shift) | (value(at) << (16 - shift))) & 0xffff;
      const mixed =
        (words[round * 4 + at] ?? 0) + (value(at + 3) & value(at + 2)) + (~value(at + 3) & value(at + 1));
      r[at] = (turned - mixed) & 0xffff;
    }
    if (round !== 11 && round !== 5) continue;
    for (let at = 3; at >= 0; at -= 1) r[at] = (value(at) - (words[value(at + 3) & 63] ?? 0)) & 0xffff;
  }
  const plain = Buffer.alloc(8);
  for (const [at, word] of r.entries()) plain.writeUInt16LE(word, at * 2);
  return plain;
}
