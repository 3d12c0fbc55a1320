/** The classes of characters of ISO 32000-1 §7.2.2: looked up for every byte, so that large files take little time. */
import { Buffer } from 'node:buffer';

const KIND = new Uint8Array(256);
const [REGULAR, SPACE, DELIMITER] = [0, 1, 2];
for (const byte of [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]) KIND[byte] = SPACE;
for (const byte of Buffer.from('()<>[]{}/%', 'latin1')) KIND[byte] = DELIMITER;
const [ZERO, NINE] = [0x30, 0x39];

export function isSpace(byte: number | undefined): boolean {
  return byte !== undefined && KIND[byte] === SPACE;
}

export function isRegular(byte: number | undefined): boolean {
  return byte !== undefined && KIND[byte] === REGULAR;
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

/** Whether the word is digits alone. */
export function isDigits(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) if (!isDigit(word.charCodeAt(at))) return false;
  return word.length > 0;
}
