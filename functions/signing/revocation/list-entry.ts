/** Looks a certificate up in a list's entries (RFC 5280 §5.3). */
import { Buffer } from 'node:buffer';
import { type Extension, readExtensionList, unknownCritical } from '../certificates/extension-list.ts';
import {
  type DerElement,
  MalformedDer,
  readElement,
  readMembers,
  readWhole,
  readGeneralizedTime,
  tagged,
} from '../cms/der-reader.ts';
import { readTime } from '../cms/der-time.ts';
import { element } from '../cms/der.ts';
import { earlierOf } from './ocsp-response.ts';
import { type Reading, type Revocation, fails, reasonOf } from './statement.ts';

const REASON_CODE = '2.5.29.21';
const INVALIDITY_DATE = '2.5.29.24';
const UNDERSTOOD = new Set([REASON_CODE, INVALIDITY_DATE]);
const [INTEGER, SEQUENCE] = [0x02, 0x30];
/** BOOLEAN TRUE: stands wherever an extension is critical. */
const TRUE = Buffer.from([0x01, 0x01, 0xff]);

/**
 * The revocation of a serial number, undefined where it is not listed. An unknown critical extension of any
 * entry makes the whole list unusable (§5.3). Entries are walked only where one of both can be among them.
 *
 * @param serialNumber content octets of the INTEGER
 * @throws {MalformedDer}
 */
export function findEntry(octets: Uint8Array, serialNumber: Uint8Array): Reading<Revocation | undefined> {
  const entries = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
  const wanted = element(INTEGER, serialNumber);
  const mayBeCritical = entries.indexOf(TRUE) !== -1;
  if (!mayBeCritical && entries.indexOf(wanted) === -1) return { ok: true, value: undefined };
  let found: Revocation | undefined;
  for (let offset = 0; offset < entries.length;) {
    const entry = readElement(entries, offset);
    offset += entry.encoded.length;
    if (mayBeCritical && unknownCritical(extensionsOf(entry), UNDERSTOOD).length > 0) {
      return fails('critical-extension');
    }
    if (Buffer.compare(entry.content.subarray(0, wanted.length), wanted) === 0) found = revocationOf(entry);
  }
  return { ok: true, value: found };
}

function extensionsOf(entry: DerElement): Extension[] {
  const list = readMembers(tagged(entry, SEQUENCE))[2];
  return list === undefined ? [] : readExtensionList(tagged(list, SEQUENCE));
}

function revocationOf(entry: DerElement): Revocation {
  const extensions = extensionsOf(entry);
  const find = (oid: string) => extensions.find((extension) => extension.oid === oid)?.value;
  const [reason, doubtful] = [find(REASON_CODE), find(INVALIDITY_DATE)];
  const time = readMembers(entry)[1];
  if (time === undefined) throw new MalformedDer('entry without a time');
  return {
    since: earlierOf(readTime(time), doubtful && readGeneralizedTime(readWhole(doubtful))),
    reason: reasonOf(reason && readWhole(reason).content[0]),
  };
}
