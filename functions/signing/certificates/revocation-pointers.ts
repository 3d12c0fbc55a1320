/** Where a certificate says that its status is told (RFC 5280 §4.2.2.1, §4.2.1.13; RFC 6960 §4.2.2.2.1). */
import { Buffer } from 'node:buffer';
import { type DerElement, readMembers, readObjectIdentifier, readWhole } from '../cms/der-reader.ts';
import { readExtensions } from './certificate-extensions.ts';

const AUTHORITY_INFORMATION_ACCESS = '1.3.6.1.5.5.7.1.1';
const ACCESS_BY_OCSP = '1.3.6.1.5.5.7.48.1';
const CRL_DISTRIBUTION_POINTS = '2.5.29.31';
const OCSP_NO_CHECK = '1.3.6.1.5.5.7.48.1.5';
const CONTEXT_0 = 0xa0;
const URI = 0x86;

export interface RevocationPointers {
  /** Addresses of OCSP responders, in the certificate's order. */
  readonly ocsp: readonly string[];
  /** Addresses of whole lists by the issuer itself: points with reasons or another issuer are left out. */
  readonly crl: readonly string[];
  /** A responder's certificate whose own status need not be asked. */
  readonly needsNoCheck: boolean;
}

/** @throws {MalformedDer} where the certificate or one of these extensions cannot be read */
export function revocationPointers(certificate: Uint8Array): RevocationPointers {
  const extensions = readExtensions(certificate);
  const find = (oid: string) => extensions.find((extension) => extension.oid === oid)?.value;
  const access = find(AUTHORITY_INFORMATION_ACCESS);
  const points = find(CRL_DISTRIBUTION_POINTS);
  return {
    ocsp: access === undefined ? [] : readMembers(readWhole(access)).flatMap(ocspAddress),
    crl: points === undefined ? [] : readMembers(readWhole(points)).flatMap(listAddresses),
    needsNoCheck: find(OCSP_NO_CHECK) !== undefined,
  };
}

function ocspAddress(description: DerElement): string[] {
  const [method, location] = readMembers(description);
  if (method === undefined || readObjectIdentifier(method) !== ACCESS_BY_OCSP) return [];
  return location === undefined ? [] : address(location);
}

function listAddresses(point: DerElement): string[] {
  const [name, ...limits] = readMembers(point);
  return name?.tag === CONTEXT_0 && limits.length === 0 ? pointAddresses(name) : [];
}

/** Addresses in a DistributionPointName's fullName. */
export function pointAddresses(pointName: DerElement): string[] {
  return readMembers(pointName)
    .filter(({ tag }) => tag === CONTEXT_0)
    .flatMap((fullName) => readMembers(fullName).flatMap(address));
}

function address(name: DerElement): string[] {
  return name.tag === URI ? [Buffer.from(name.content).toString('latin1')] : [];
}
