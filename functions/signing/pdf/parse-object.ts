/** Reads PDF objects from bytes (ISO 32000-1 §7.2 and §7.3), strictly: what is ambiguous is refused. */
import { Buffer } from 'node:buffer';
import { unescapedName, unescapedString } from './escapes.ts';
import { isDigit, isDigits, isRegular, isSpace } from './characters.ts';
import { type PdfDict, type PdfObject, MalformedPdf, PdfName, PdfRef, PdfString } from './pdf-object.ts';

const MAX_DEPTH = 64;
const MAX_INTEGER_DIGITS = 15;
const MAX_GENERATION_DIGITS = 5;
const [LINE_FEED, CARRIAGE_RETURN, PERCENT, BACKSLASH, OPEN, CLOSE] = [0x0a, 0x0d, 0x25, 0x5c, 0x28, 0x29];
const LETTER_R = 0x52;

/** A cursor over the bytes of a file. */
export class ObjectParser {
  readonly bytes: Uint8Array;
  position: number;
  readonly #text: Buffer;
  #depth = 0;

  constructor(bytes: Uint8Array, position = 0) {
    this.bytes = bytes;
    this.position = position;
    this.#text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
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
      if (byte === PERCENT) this.#skipComment();
      else if (isSpace(byte)) this.position += 1;
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
    if (word.length > MAX_INTEGER_DIGITS || !isDigits(word)) throw this.malformed('integer expected');
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
    for (; this.position < this.bytes.length; this.position += 1) {
      const byte = this.bytes[this.position];
      if (byte === LINE_FEED || byte === CARRIAGE_RETURN) return;
    }
  }

  /** A run of regular characters, empty where a delimiter stands. */
  #word(): string {
    const start = this.position;
    while (isRegular(this.bytes[this.position])) this.position += 1;
    return this.#text.toString('latin1', start, this.position);
  }

  #name(): PdfName {
    this.position += 1;
    return new PdfName(unescapedName(this.#word()));
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
      const byte = this.bytes[this.position];
      if (byte === undefined) throw this.malformed('string without end');
      if (byte === BACKSLASH) this.position += 1;
      if (byte === OPEN) depth += 1;
      if (byte === CLOSE) depth -= 1;
      if (depth === 0) break;
    }
    const source = Buffer.from(this.bytes.subarray(start, this.position)).toString('latin1');
    this.position += 1;
    return new PdfString(Buffer.from(unescapedString(source), 'latin1'), false);
  }

  #keywordOrNumber(): PdfObject {
    const word = this.#word();
    if (word === 'null') return null;
    if (word === 'true' || word === 'false') return word === 'true';
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) throw this.malformed('object expected');
    return this.#reference(word) ?? Number(word);
  }

  /** `number generation R` (§7.3.10), where that is what stands at the cursor. */
  #reference(word: string): PdfRef | undefined {
    if (word.length > 10 || !isDigits(word)) return undefined;
    const generationAt = this.#afterSpace(this.position);
    let end = generationAt;
    while (isDigit(this.bytes[end])) end += 1;
    const digits = end - generationAt;
    if (generationAt === this.position || digits === 0 || digits > MAX_GENERATION_DIGITS) return undefined;
    const letterAt = this.#afterSpace(end);
    if (letterAt === end || this.bytes[letterAt] !== LETTER_R || isRegular(this.bytes[letterAt + 1]))
      return undefined;
    this.position = letterAt + 1;
    return new PdfRef(Number(word), Number(this.#text.toString('latin1', generationAt, end)));
  }

  #afterSpace(from: number): number {
    let at = from;
    while (isSpace(this.bytes[at])) at += 1;
    return at;
  }
}
