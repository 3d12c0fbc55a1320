/** Reads PDF objects from bytes (ISO 32000-1 §7.2 and §7.3), strictly: what is ambiguous is refused. */
import { Buffer } from 'node:buffer';
import { type PdfDict, type PdfObject, MalformedPdf, PdfName, PdfRef, PdfString } from './pdf-object.ts';

const WHITESPACE = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]);
const DELIMITERS = new Set(Buffer.from('()<>[]{}/%', 'latin1'));
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const MAX_DEPTH = 64;

/** A cursor over the bytes of a file. */
export class ObjectParser {
  readonly bytes: Uint8Array;
  position: number;
  #depth = 0;

  constructor(bytes: Uint8Array, position = 0) {
    this.bytes = bytes;
    this.position = position;
  }

  /** @throws {MalformedPdf} where no object stands at the cursor */
  parse(): PdfObject {
    this.skipSpace();
    const next = this.#char();
    if (next === '/') return this.#name();
    if (next === '(') return this.#literalString();
    if (next === '[') return this.#nested(() => this.#array());
    if (next === '<') return this.#char(1) === '<' ? this.#nested(() => this.#dict()) : this.#hexString();
    return this.#keywordOrNumber();
  }

  skipSpace(): void {
    for (;;) {
      const byte = this.bytes[this.position];
      if (byte === 0x25) this.#skipComment();
      else if (byte !== undefined && WHITESPACE.has(byte)) this.position += 1;
      else return;
    }
  }

  /** Consumes `keyword` where it stands at the cursor, as a whole word. */
  accept(keyword: string): boolean {
    this.skipSpace();
    const start = this.position;
    if (this.#word() === keyword) return true;
    this.position = start;
    return false;
  }

  /** @throws {MalformedPdf} where another word stands at the cursor */
  expect(keyword: string): void {
    if (!this.accept(keyword)) throw this.malformed(`${keyword} expected`);
  }

  /** @throws {MalformedPdf} where no non-negative integer stands at the cursor */
  integer(): number {
    this.skipSpace();
    const word = this.#word();
    if (!/^\d{1,15}$/.test(word)) throw this.malformed('integer expected');
    return Number(word);
  }

  malformed(what: string): MalformedPdf {
    return new MalformedPdf(`${what} at byte ${this.position}`);
  }

  #char(ahead = 0): string {
    const byte = this.bytes[this.position + ahead];
    return byte === undefined ? '' : String.fromCharCode(byte);
  }

  #nested<T>(read: () => T): T {
    if (this.#depth >= MAX_DEPTH) throw this.malformed('objects nested too deep');
    this.#depth += 1;
    const result = read();
    this.#depth -= 1;
    return result;
  }

  #skipComment(): void {
    while (this.position < this.bytes.length && !/[\r\n]/.test(this.#char())) this.position += 1;
  }

  /** A run of regular characters, empty where a delimiter stands. */
  #word(): string {
    const start = this.position;
    for (;;) {
      const byte = this.bytes[this.position];
      if (byte === undefined || WHITESPACE.has(byte) || DELIMITERS.has(byte)) break;
      this.position += 1;
    }
    return Buffer.from(this.bytes.subarray(start, this.position)).toString('latin1');
  }

  #name(): PdfName {
    this.position += 1;
    const decoded = this.#word().replaceAll(/#([0-9a-fA-F]{2})/g, (_, hex: string) => {
      return String.fromCharCode(Number.parseInt(hex, 16));
    });
    return new PdfName(decoded);
  }

  #array(): PdfObject[] {
    this.position += 1;
    const members: PdfObject[] = [];
    for (;;) {
      this.skipSpace();
      if (this.#char() === ']') break;
      members.push(this.parse());
    }
    this.position += 1;
    return members;
  }

  /** A key that stands twice is refused: readers disagree on which one counts. */
  #dict(): PdfDict {
    this.position += 2;
    const entries = new Map<string, PdfObject>();
    for (;;) {
      this.skipSpace();
      if (this.#char() === '>' && this.#char(1) === '>') break;
      if (this.#char() !== '/') throw this.malformed('dictionary key expected');
      const key = this.#name().value;
      if (entries.has(key)) throw this.malformed(`key ${key} stands twice`);
      entries.set(key, this.parse());
    }
    this.position += 2;
    return entries;
  }

  #hexString(): PdfString {
    const end = this.bytes.indexOf(0x3e, this.position);
    if (end === -1) throw this.malformed('string without end');
    const digits = Buffer.from(this.bytes.subarray(this.position + 1, end))
      .toString('latin1')
      .replaceAll(/\s/g, '');
    if (/[^0-9a-fA-F]/.test(digits)) throw this.malformed('hexadecimal digits expected');
    this.position = end + 1;
    return new PdfString(Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex'), true);
  }

  #literalString(): PdfString {
    const start = this.position + 1;
    let depth = 0;
    for (; ; this.position += 1) {
      const char = this.#char();
      if (char === '') throw this.malformed('string without end');
      if (char === '\\') this.position += 1;
      if (char === '(') depth += 1;
      if (char === ')') depth -= 1;
      if (depth === 0) break;
    }
    const source = Buffer.from(this.bytes.subarray(start, this.position)).toString('latin1');
    this.position += 1;
    return new PdfString(Buffer.from(unescape(source), 'latin1'), false);
  }

  #keywordOrNumber(): PdfObject {
    const word = this.#word();
    if (word === 'null') return null;
    if (word === 'true' || word === 'false') return word === 'true';
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) throw this.malformed('object expected');
    return this.#reference(word) ?? Number(word);
  }

  #reference(word: string): PdfRef | undefined {
    if (!/^\d{1,10}$/.test(word)) return undefined;
    const ahead = Buffer.from(this.bytes.subarray(this.position, this.position + 24)).toString('latin1');
    const rest = /^[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/.exec(ahead);
    if (rest === null) return undefined;
    this.position += rest[0].length;
    return new PdfRef(Number(word), Number(rest[1]));
  }
}

/** Escape sequences of literal strings (§7.3.4.2). */
function unescape(source: string): string {
  return source.replaceAll(/\\([0-7]{1,3}|\r\n|[^])|\r\n?/g, (whole, escape: string | undefined) => {
    if (escape === undefined) return '\n';
    if (/^[0-7]/.test(escape)) return String.fromCharCode(Number.parseInt(escape, 8) & 0xff);
    if (/^[\r\n]/.test(escape)) return '';
    return ESCAPES[escape] ?? whole.slice(1);
  });
}
