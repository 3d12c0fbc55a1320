/** PKCS#12 files are BER: Firefox and macOS write indefinite lengths and strings in pieces. Here they become DER. */
import { Buffer } from 'node:buffer';
import * as der from '../cms/der.ts';
import { MalformedDer } from '../cms/der-reader.ts';

const MAX_DEPTH = 32;
const CONSTRUCTED = 0x20;
const OCTET_STRING_IN_PIECES = 0x24;

/**
 * The one element in `bytes` in DER as far as lengths and octet strings go.
 *
 * @throws {MalformedDer}
 */
export function derOfBer(bytes: Uint8Array): Uint8Array {
  const { encoded, end } = readBer(bytes, 0, 0);
  if (end !== bytes.length) throw new MalformedDer('bytes follow the element');
  return encoded;
}

interface Read {
  readonly encoded: Uint8Array;
  readonly end: number;
  /** Content octets, for strings in pieces. */
  readonly content: Uint8Array;
}

function readBer(bytes: Uint8Array, offset: number, depth: number): Read {
  const [tag, first] = [bytes[offset], bytes[offset + 1]];
  if (tag === undefined || first === undefined) throw new MalformedDer('element cut short');
  if (depth > MAX_DEPTH) throw new MalformedDer('nested too deep');
  const octets = first > 0x80 ? first & 0x7f : 0;
  if (octets > 4) throw new MalformedDer('length of an unsupported form');
  const start = offset + 2 + octets;
  const size = first > 0x80 ? unsigned(bytes.subarray(offset + 2, start)) : first;
  const end = first === 0x80 ? undefined : start + size;
  if ((end ?? start) > bytes.length) throw new MalformedDer('element exceeds its container');
  if ((tag & CONSTRUCTED) !== 0) return constructed(bytes, tag, { start, end, depth });
  if (end === undefined) throw new MalformedDer('primitive element of indefinite length');
  const content = bytes.subarray(start, end);
  return { encoded: der.element(tag, content), end, content };
}

function constructed(
  bytes: Uint8Array,
  tag: number,
  { start, end, depth }: { start: number; end: number | undefined; depth: number },
): Read {
  const members: Read[] = [];
  let offset = start;
  while (end === undefined ? !isEndOfContents(bytes, offset) : offset < end) {
    const member = readBer(bytes, offset, depth + 1);
    members.push(member);
    offset = member.end;
  }
  if (end !== undefined && offset !== end) throw new MalformedDer('element exceeds its container');
  const inPieces = tag === OCTET_STRING_IN_PIECES;
  const content = Buffer.concat(members.map((each) => (inPieces ? each.content : each.encoded)));
  const encoded = der.element(inPieces ? 0x04 : tag, content);
  return { encoded, end: end ?? offset + 2, content };
}

function isEndOfContents(bytes: Uint8Array, offset: number): boolean {
  if (offset + 1 >= bytes.length) throw new MalformedDer('element without an end');
  return bytes[offset] === 0 && bytes[offset + 1] === 0;
}

function unsigned(octets: Uint8Array): number {
  return octets.reduce((value, octet) => value * 256 + octet, 0);
}
