/** What a revocation list says of a certificate, if it is one for it (RFC 5280 §6.3.3). */
import { Buffer } from 'node:buffer';
import { certificateExtensions } from '../certificates/certificate-extensions.ts';
import { certificateParts } from '../certificates/certificate-parts.ts';
import { type Extension, unknownCritical } from '../certificates/extension-list.ts';
import { parsedCertificate } from '../certificates/parsed-certificate.ts';
import { pointAddresses, revocationPointers } from '../certificates/revocation-pointers.ts';
import { readGeneralizedTime, readMembers, readWhole } from '../cms/der-reader.ts';
import type { Issued } from './certificate-id.ts';
import { findEntry } from './list-entry.ts';
import { type RevocationList, readRevocationList } from './revocation-list.ts';
import { isSignedWith } from './signed-part.ts';
import { type EvidenceFault, type Reading, type Statement, fails } from './statement.ts';

const DELTA_INDICATOR = '2.5.29.27';
const ISSUING_POINT = '2.5.29.28';
const EXPIRED_CERTIFICATES = '2.5.29.60';
const UNDERSTOOD = new Set([DELTA_INDICATOR, ISSUING_POINT]);
/** Members of IssuingDistributionPoint (§5.2.5). */
const POINT = {
  name: 0xa0,
  people: 0x81,
  authorities: 0x82,
  reasons: 0x83,
  indirect: 0x84,
  attributes: 0x85,
};

/**
 * What the list says of the certificate; times are not looked at.
 *
 * @throws {MalformedDer}
 */
export function checkCrl(crl: Uint8Array, issued: Issued): Reading<Statement[]> {
  const list = readRevocationList(crl);
  const { subject } = certificateParts(issued.issuer);
  if (Buffer.compare(list.issuer, subject) !== 0) return fails('other-certificate');
  const fault = listFault(list, issued);
  if (fault !== undefined) return fails(fault);
  const entry = findEntry(list.entries, certificateParts(issued.certificate).serialNumber);
  if (!entry.ok) return entry;
  const { thisUpdate, nextUpdate, extensions } = list;
  const keptSince = extensions.find(({ oid }) => oid === EXPIRED_CERTIFICATES);
  const statement: Statement = {
    kind: 'crl',
    der: crl,
    thisUpdate,
    nextUpdate,
    producedAt: thisUpdate,
    keptSince: keptSince && readGeneralizedTime(readWhole(keptSince.value)),
    responder: undefined,
    revocation: entry.value,
  };
  return { ok: true, value: [statement] };
}

function listFault(list: RevocationList, issued: Issued): EvidenceFault | undefined {
  const { keyUsage } = certificateExtensions(issued.issuer);
  if (keyUsage?.signsRevocationLists === false) return 'issuer-usage';
  if (Buffer.compare(list.algorithm, list.part.algorithm) !== 0) return 'signature';
  if (!isSignedWith(list.part, issued.issuer)) return 'signature';
  if (list.extensions.some(({ oid }) => oid === DELTA_INDICATOR)) return 'delta';
  if (unknownCritical(list.extensions, UNDERSTOOD).length > 0) return 'critical-extension';
  const point = list.extensions.find(({ oid }) => oid === ISSUING_POINT);
  return point && scopeFault(point, issued.certificate);
}

/** A list for some reasons, or for other kinds of certificates, would let a revoked one pass as good. */
function scopeFault({ value }: Extension, certificate: Uint8Array): EvidenceFault | undefined {
  const members = readMembers(readWhole(value));
  const has = (tag: number) => members.some((member) => member.tag === tag);
  if (has(POINT.indirect)) return 'indirect';
  if (has(POINT.reasons) || has(POINT.attributes)) return 'scope';
  const { ca } = parsedCertificate(certificate);
  if (has(ca ? POINT.people : POINT.authorities)) return 'scope';
  const name = members.find(({ tag }) => tag === POINT.name);
  if (name === undefined) return undefined;
  const ours = new Set(revocationPointers(certificate).crl);
  return pointAddresses(name).some((address) => ours.has(address)) ? undefined : 'scope';
}
