/**
 * The object types of PDF (ISO 32000-1 §7.3), as plain immutable values.
 *
 * `null`, booleans, numbers and arrays are JavaScript's own; a dictionary is a Map from decoded names.
 */
import { Buffer } from 'node:buffer';

export type PdfObject =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfRef
  | PdfArray
  | PdfDict
  | PdfStream
  | PdfRaw;
export type PdfArray = readonly PdfObject[];
export type PdfDict = ReadonlyMap<string, PdfObject>;

/** A file that is no PDF, or uses what this reader refuses; the message says what and where. */
export class MalformedPdf extends Error {
  override readonly name = 'MalformedPdf';
}

export class PdfName {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }
}

/** A string as bytes; `hexadecimal` only says how it is written. */
export class PdfString {
  readonly bytes: Uint8Array;
  readonly hexadecimal: boolean;

  constructor(bytes: Uint8Array, hexadecimal: boolean) {
    this.bytes = bytes;
    this.hexadecimal = hexadecimal;
  }

  /** Text string (§7.9.2.2) in UTF-16BE. */
  static ofText(text: string): PdfString {
    const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
    return new PdfString(utf16, true);
  }

  static ofAscii(text: string): PdfString {
    return new PdfString(Buffer.from(text, 'latin1'), false);
  }

  /** The text of a text string; without a byte order mark it is taken as Latin-1. */
  text(): string {
    if (this.bytes[0] !== 0xfe || this.bytes[1] !== 0xff) return Buffer.from(this.bytes).toString('latin1');
    return new TextDecoder('utf-16be').decode(this.bytes);
  }
}

export class PdfRef {
  readonly number: number;
  readonly generation: number;

  constructor(number: number, generation: number) {
    this.number = number;
    this.generation = generation;
  }
}

/** A stream with its bytes as they are in the file, still encoded. */
export class PdfStream {
  readonly dict: PdfDict;
  readonly data: Uint8Array;

  constructor(dict: PdfDict, data: Uint8Array) {
    this.dict = dict;
    this.data = data;
  }
}

/** Bytes written as they stand: the places that are filled in after the digest is known. */
export class PdfRaw {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export function name(value: string): PdfName {
  return new PdfName(value);
}

/** A dictionary from its entries; those that are `undefined` are left out. */
export function dict(entries: Readonly<Record<string, PdfObject | undefined>>): PdfDict {
  const result = new Map<string, PdfObject>();
  for (const [key, value] of Object.entries(entries)) if (value !== undefined) result.set(key, value);
  return result;
}

/** A copy of a dictionary with some entries replaced, the others in their order. */
export function withEntries(original: PdfDict, entries: Readonly<Record<string, PdfObject>>): PdfDict {
  return new Map([...original, ...Object.entries(entries)]);
}

export function isDict(object: PdfObject | undefined): object is PdfDict {
  return object instanceof Map;
}

export function isArray(object: PdfObject | undefined): object is PdfArray {
  return Array.isArray(object);
}

export function isName(object: PdfObject | undefined, value: string): boolean {
  return object instanceof PdfName && object.value === value;
}
