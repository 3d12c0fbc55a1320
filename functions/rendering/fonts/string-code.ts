const SPECIAL: ReadonlyMap<number, string> = new Map([
  [0x0d, String.raw`\r`],
  [0x28, String.raw`\(`],
  [0x29, String.raw`\)`],
  [0x5c, String.raw`\\`],
]);

/** A two-byte code as a literal string holds it (ISO 32000-1, 7.3.4.2), every character a byte. */
export function stringCode(code: number): string {
  return byteInString(code >> 8) + byteInString(code & 0xff);
}

/** A carriage return would be read as a line feed. */
function byteInString(byte: number): string {
  return SPECIAL.get(byte) ?? String.fromCharCode(byte);
}
