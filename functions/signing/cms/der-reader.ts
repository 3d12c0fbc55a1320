/**
 * A bounds-checked view of DER elements, for what must be read byte for byte: names and serial numbers
 * of certificates, and the extent of a CMS inside its padded place in a PDF.
 */

/** Bytes that are no DER with definite lengths. */
export class MalformedDer extends Error {
  override readonly name = 'MalformedDer';
}

export interface DerElement {
  readonly tag: number;
  /** The whole element, header included. */
  readonly encoded: Uint8Array;
  readonly content: Uint8Array;
}

/**
 * The element that starts at `offset`.
 *
 * @throws {MalformedDer} where it is cut short, or its length is indefinite or takes over four octets
 */
export function readElement(bytes: Uint8Array, offset = 0): DerElement {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined) throw new MalformedDer('element cut short');
  const lengthOctets = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || lengthOctets > 4) throw new MalformedDer('length of an unsupported form');
  const start = offset + 2 + lengthOctets;
  const end = start + (first < 0x80 ? first : unsigned(bytes.subarray(offset + 2, start)));
  if (start > bytes.length || end > bytes.length) throw new MalformedDer('element exceeds its container');
  return { tag, encoded: bytes.subarray(offset, end), content: bytes.subarray(start, end) };
}

function unsigned(octets: Uint8Array): number {
  return octets.reduce((value, octet) => value * 256 + octet, 0);
}

/**
 * The element, where it has the tag expected.
 *
 * @throws {MalformedDer}
 */
export function tagged(element: DerElement | undefined, tag: number): DerElement {
  if (element?.tag !== tag) throw new MalformedDer(`tag ${tag.toString(16)} expected`);
  return element;
}

const CONSTRUCTED = 0x20;

/** The elements inside a constructed one, in order. */
export function readMembers(parent: DerElement): DerElement[] {
  if ((parent.tag & CONSTRUCTED) === 0) throw new MalformedDer('constructed element expected');
  const members: DerElement[] = [];
  for (let offset = 0; offset < parent.content.length;) {
    const member = readElement(parent.content, offset);
    members.push(member);
    offset += member.encoded.length;
  }
  return members;
}

/**
 * The member at `index`.
 *
 * @throws {MalformedDer} where there is none
 */
export function memberAt(parent: DerElement, index: number): DerElement {
  const member = readMembers(parent)[index];
  if (member === undefined) throw new MalformedDer(`member ${index} is missing`);
  return member;
}

/**
 * The only element in `bytes`.
 *
 * @throws {MalformedDer} where others follow it
 */
export function readWhole(bytes: Uint8Array): DerElement {
  const element = readElement(bytes);
  if (element.encoded.length !== bytes.length) throw new MalformedDer('bytes follow the element');
  return element;
}

/** OBJECT IDENTIFIER in dotted form. */
export function readObjectIdentifier(element: DerElement): string {
  if (element.tag !== 0x06) throw new MalformedDer('object identifier expected');
  const arcs: number[] = [];
  let arc = 0;
  for (const octet of element.content) {
    arc = arc * 128 + (octet & 0x7f);
    if (octet < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first = 0, ...rest] = arcs;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - root * 40, ...rest].join('.');
}

/** GeneralizedTime in UTC, with or without a fraction of a second. */
export function readGeneralizedTime(element: DerElement): Date {
  const text = String.fromCharCode(...element.content);
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(text);
  if (element.tag !== 0x18 || parts === null) throw new MalformedDer('time expected');
  const [, year, month, day, hour, minute, second, fraction = ''] = parts;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}Z`);
  if (Number.isNaN(time.getTime())) throw new MalformedDer('time expected');
  return time;
}
