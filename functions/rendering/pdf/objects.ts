/** An indirect object by its number; the generation is always 0. */
export class Reference {
  readonly number: number;

  constructor(number: number) {
    this.number = number;
  }
}

/** A piece of PDF syntax that stands in the file as it is: a string of some kind. */
export class Token {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a dictionary entry may be written as; a plain string is a name, an undefined entry is left out. */
export type Value = Reference | Token | Dictionary | readonly Value[] | string | number | boolean | undefined;

export interface Dictionary {
  readonly [name: string]: Value;
}

const IRREGULAR = /[^!-~]|[#%()/<>[\]{}]/;
const EACH_IRREGULAR = new RegExp(IRREGULAR, 'g');
const SPECIAL = /[\\()\r]/g;

/** Writes a value as PDF syntax (ISO 32000-1, 7.3), every character a byte. */
export function serialised(value: Value): string {
  if (typeof value === 'string') return nameOf(value);
  if (value instanceof Reference) return `${value.number} 0 R`;
  if (value instanceof Token) return value.text;
  if (isList(value)) return listOf(value);
  if (typeof value !== 'object') return String(value);
  let entries = '';
  for (const key in value) {
    const entry = value[key];
    if (entry === undefined) continue;
    entries += isDelimited(entry) ? `/${key}${serialised(entry)}` : `/${key} ${serialised(entry)}`;
  }
  return `<<${entries}>>`;
}

function listOf(values: readonly Value[]): string {
  let entries = '';
  for (const value of values) entries += entries === '' ? serialised(value) : ` ${serialised(value)}`;
  return `[${entries}]`;
}

function nameOf(text: string): string {
  return IRREGULAR.test(text) ? `/${text.replaceAll(EACH_IRREGULAR, escapedInName)}` : `/${text}`;
}

/** Whether a value begins with a delimiter, which ends the name before it (ISO 32000-1, 7.2.2). */
function isDelimited(value: Value): boolean {
  return typeof value === 'string' || (typeof value === 'object' && !(value instanceof Reference));
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** ISO 32000-1, 7.3.5; names here are ASCII. */
function escapedInName(character: string): string {
  return `#${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`;
}

/** ISO 32000-1, 7.3.4.2: a carriage return that is not escaped is read as a line feed. */
function escapedInString(character: string): string {
  return character === '\r' ? String.raw`\r` : `\\${character}`;
}

/** A literal string of ASCII. */
export function asciiString(text: string): Token {
  return new Token(`(${text.replace(SPECIAL, escapedInString)})`);
}

/** A string of bytes that are given in hexadecimal. */
export function hexString(digits: string): Token {
  return new Token(`<${digits}>`);
}

/** A text string in UTF-16BE, which holds Vietnamese. */
export function textString(text: string): Token {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16().toString('latin1');
  return new Token(`(${bytes.replace(SPECIAL, escapedInString)})`);
}

/** A moment as PDF writes it (ISO 32000-1, 7.9.4), in UTC. */
export function dateString(moment: Date): Token {
  return asciiString(`D:${moment.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`);
}
