import type { Section } from './table-section.ts';

const TABLES = 6;
const LENGTH = 12 + 16 * TABLES;

/** The directory a TrueType file begins with (ISO/IEC 14496-22, 4.1), of the six tables that drawing needs. */
export class TableDirectory {
  readonly #tables: {
    readonly tag: string;
    readonly offset: number;
    readonly length: number;
    readonly sum: number;
  }[] = [];
  #end = LENGTH;

  /** Tables in the order they follow the directory, each whole or in two parts. */
  add(tag: string, first: Section, last?: Section): void {
    const offset = this.#end;
    const start = last ? first.bytes.length : 0;
    const { bytes, length, sum } = last ?? first;
    this.#end += start + bytes.length;
    this.#tables.push({ tag, offset, length: start + length, sum: last ? (first.sum + sum) | 0 : sum });
  }

  bytes(): Buffer {
    const directory = Buffer.alloc(LENGTH);
    const power = Math.floor(Math.log2(TABLES));
    directory.writeUInt32BE(0x10000, 0);
    directory.writeUInt16BE(TABLES, 4);
    directory.writeUInt16BE(16 << power, 6);
    directory.writeUInt16BE(power, 8);
    directory.writeUInt16BE(16 * TABLES - (16 << power), 10);
    const sorted = this.#tables.toSorted((a, b) => (a.tag < b.tag ? -1 : 1));
    for (const [index, { tag, offset, length, sum }] of sorted.entries()) {
      const at = 12 + index * 16;
      directory.write(tag, at, 'latin1');
      directory.writeInt32BE(sum, at + 4);
      directory.writeUInt32BE(offset, at + 8);
      directory.writeUInt32BE(length, at + 12);
    }
    return directory;
  }
}
