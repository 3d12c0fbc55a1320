/** Reads one cross-reference section, table or stream (ISO 32000-1 §7.5.4 and §7.5.8). */
import { decodeStream } from './decode-stream.ts';
import { readIndirectObject } from './indirect-object.ts';
import { ObjectParser } from './parse-object.ts';
import {
  type PdfDict,
  type PdfObject,
  MalformedPdf,
  PdfStream,
  isArray,
  isDict,
  isName,
} from './pdf-object.ts';

export type XrefEntry =
  | { readonly type: 'free' }
  | { readonly type: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly type: 'compressed'; readonly container: number; readonly index: number };

export interface XrefSection {
  readonly kind: 'table' | 'stream';
  readonly offset: number;
  readonly entries: ReadonlyMap<number, XrefEntry>;
  readonly trailer: PdfDict;
  /** Offset just behind the section and its trailer. */
  readonly end: number;
}

/** How a section is decoded, and what is asked before a run of entries is read. */
export interface SectionReading {
  readonly decode: (stream: PdfStream) => Uint8Array;
  readonly announce: (entries: number) => void;
}

const UNBOUNDED: SectionReading = { decode: decodeStream, announce: () => {} };

/**
 * A table whose trailer names a stream beside it (hybrid, §7.5.8.4) is read as the table it is.
 *
 * @throws {MalformedPdf} where no section stands at `offset`
 */
export function readXrefSection(bytes: Uint8Array, offset: number, reading = UNBOUNDED): XrefSection {
  const parser = new ObjectParser(bytes, offset);
  return parser.accept('xref') ? readTable(parser, offset, reading) : readStream(bytes, offset, reading);
}

function readTable(parser: ObjectParser, offset: number, reading: SectionReading): XrefSection {
  const entries = new Map<number, XrefEntry>();
  while (!parser.accept('trailer')) {
    const first = parser.integer();
    const count = parser.integer();
    reading.announce(count);
    for (let index = 0; index < count; index += 1) {
      const position = parser.integer();
      const generation = parser.integer();
      const used = parser.accept('n');
      if (!used) parser.expect('f');
      entries.set(first + index, used ? { type: 'offset', offset: position, generation } : { type: 'free' });
    }
  }
  const trailer = parser.parse();
  if (!isDict(trailer)) throw parser.malformed('trailer dictionary expected');
  return { kind: 'table', offset, entries, trailer, end: parser.position };
}

function readStream(bytes: Uint8Array, offset: number, reading: SectionReading): XrefSection {
  const { object, end } = readIndirectObject(bytes, offset);
  if (!(object instanceof PdfStream) || !isName(object.dict.get('Type'), 'XRef')) {
    throw new MalformedPdf(`no cross-reference at byte ${offset}`);
  }
  const { dict } = object;
  const widths = numbers(dict.get('W'));
  const size = dict.get('Size');
  const index = dict.has('Index') ? numbers(dict.get('Index')) : numbers([0, size ?? 0]);
  if (widths.length !== 3) throw new MalformedPdf('cross-reference stream without widths');
  for (let pair = 1; pair < index.length; pair += 2) reading.announce(index[pair] ?? 0);
  const entries = streamEntries(reading.decode(object), widths, index);
  return { kind: 'stream', offset, entries, trailer: dict, end };
}

function streamEntries(data: Uint8Array, widths: number[], index: number[]): Map<number, XrefEntry> {
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths;
  const rowBytes = typeWidth + secondWidth + thirdWidth;
  const entries = new Map<number, XrefEntry>();
  let at = 0;
  const field = (width: number, absent: number): number => {
    const end = at + width;
    if (end > data.length) throw new MalformedPdf('cross-reference stream cut short');
    let value = width === 0 ? absent : 0;
    for (; at < end; at += 1) value = value * 256 + (data[at] ?? 0);
    return value;
  };
  for (let pair = 0; pair < index.length; pair += 2) {
    const [first = 0, count = 0] = index.slice(pair, pair + 2);
    if (rowBytes < 1 || count * rowBytes > data.length) {
      throw new MalformedPdf('cross-reference stream cut short');
    }
    for (let number = first; number < first + count; number += 1) {
      const type = field(typeWidth, 1);
      entries.set(number, entryOf(type, field(secondWidth, 0), field(thirdWidth, 0)));
    }
  }
  return entries;
}

function entryOf(type: number, second: number, third: number): XrefEntry {
  if (type === 0) return { type: 'free' };
  if (type === 1) return { type: 'offset', offset: second, generation: third };
  if (type === 2) return { type: 'compressed', container: second, index: third };
  throw new MalformedPdf('cross-reference entry of an unknown type');
}

function numbers(value: PdfObject | undefined): number[] {
  if (!isArray(value)) throw new MalformedPdf('array of numbers expected');
  return value.map((member) => {
    if (typeof member !== 'number') throw new MalformedPdf('array of numbers expected');
    return member;
  });
}
