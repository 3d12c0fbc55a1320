/**
 * DER encoding (ITU-T X.690 §10) of the few types that CMS, CAdES and RFC 3161 need.
 *
 * Structures are built from bytes, so whatever is copied from a certificate stays identical to the octet.
 */
import { Buffer } from 'node:buffer';

/** One DER element: tag, length and content. */
export function element(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((total, content) => total + content.length, 0);
  const header = [tag, ...lengthOctets(length)];
  const encoded = Buffer.allocUnsafe(header.length + length);
  encoded.set(header);
  let at = header.length;
  for (const content of contents) {
    encoded.set(content, at);
    at += content.length;
  }
  return encoded;
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [0x80 | octets.length, ...octets];
}

export function sequence(...members: readonly Uint8Array[]): Uint8Array {
  return element(0x30, ...members);
}

/** SET OF: members in ascending order of their encodings (X.690 §11.6). */
export function setOf(...members: readonly Uint8Array[]): Uint8Array {
  return element(0x31, ...sortedForSetOf(members));
}

export function sortedForSetOf(members: readonly Uint8Array[]): Uint8Array[] {
  return [...members].sort((a, b) => Buffer.compare(a, b));
}

/** `[number]` around whole elements: EXPLICIT tags, and IMPLICIT ones of constructed types. */
export function contextConstructed(number: number, ...members: readonly Uint8Array[]): Uint8Array {
  return element(0xa0 | number, ...members);
}

/** `[number] IMPLICIT` of a primitive type: its content octets under another tag. */
export function contextPrimitive(number: number, content: Uint8Array): Uint8Array {
  return element(0x80 | number, content);
}

export function octetString(content: Uint8Array): Uint8Array {
  return element(0x04, content);
}

/** BIT STRING of whole octets, such as a signature. */
export function bitString(content: Uint8Array): Uint8Array {
  return element(0x03, Buffer.from([0]), content);
}

export function utf8String(text: string): Uint8Array {
  return element(0x0c, Buffer.from(text.normalize('NFC')));
}

export function printableString(text: string): Uint8Array {
  return element(0x13, Buffer.from(text, 'latin1'));
}

/** INTEGER of a small non-negative number, or of an unsigned big-endian magnitude. */
export function integer(value: number | Uint8Array): Uint8Array {
  const magnitude = typeof value === 'number' ? Buffer.from(hexOf(value), 'hex') : Buffer.from(value);
  const start = magnitude.findIndex((octet) => octet !== 0);
  const significant = start === -1 ? Buffer.from([0]) : magnitude.subarray(start);
  const needsSign = ((significant[0] ?? 0) & 0x80) !== 0;
  return element(0x02, ...(needsSign ? [Buffer.from([0])] : []), significant);
}

function hexOf(value: number): string {
  const hex = value.toString(16);
  return hex.length % 2 === 0 ? hex : `0${hex}`;
}

export function boolean(value: boolean): Uint8Array {
  return element(0x01, Buffer.from([value ? 0xff : 0x00]));
}

export function nullValue(): Uint8Array {
  return element(0x05);
}

/** OBJECT IDENTIFIER from its dotted form, such as `1.2.840.113549.1.7.2`: arcs in base 128, highest digit first. */
export function objectIdentifier(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...arcs] = dotted.split('.').map(Number);
  const octets = [first * 40 + second];
  for (const arc of arcs) {
    let factor = 1;
    while (arc >= factor * 128) factor *= 128;
    for (; factor > 1; factor /= 128) octets.push(0x80 | (Math.floor(arc / factor) & 0x7f));
    octets.push(arc & 0x7f);
  }
  return element(0x06, Uint8Array.from(octets));
}

/** GeneralizedTime in UTC with whole seconds, the form RFC 5280 §4.1.2.5.2 asks for. */
export function generalizedTime(moment: Date): Uint8Array {
  const digits = moment.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14);
  return element(0x18, Buffer.from(`${digits}Z`, 'latin1'));
}
