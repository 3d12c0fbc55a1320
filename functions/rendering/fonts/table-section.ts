/** A table of a font file, or a part of one. */
export interface Section {
  /** filled up to a multiple of four */
  readonly bytes: Buffer;
  /** without that filling */
  readonly length: number;
  /** of its words, modulo 2^32 */
  readonly sum: number;
}

export function section(table: Buffer): Section {
  const bytes = filledUp(table);
  return { bytes, length: table.length, sum: sumOf(bytes) };
}

function sumOf({ buffer, byteOffset, byteLength }: Buffer): number {
  const view = new DataView(buffer, byteOffset, byteLength);
  let sum = 0;
  for (let at = 0; at < byteLength; at += 4) sum = (sum + view.getInt32(at)) | 0;
  return sum;
}

function filledUp(table: Buffer): Buffer {
  const length = evenlyLong(table);
  if (length === table.length) return table;
  const bytes = Buffer.alloc(length);
  bytes.set(table);
  return bytes;
}

function evenlyLong({ length }: Uint8Array): number {
  return (length + 3) & ~3;
}
