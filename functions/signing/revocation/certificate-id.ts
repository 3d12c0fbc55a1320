/** How OCSP names a certificate: hashes of its issuer's name and key, and its serial number (RFC 6960 §4.1.1). */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { certificateParts } from '../certificates/certificate-parts.ts';
import { type DerElement, memberAt, readMembers, readObjectIdentifier, tagged } from '../cms/der-reader.ts';

const OCTET_STRING = 0x04;
const INTEGER = 0x02;
/** SHA-1 serves as a name here, not as proof: the signature over the whole answer is what counts. */
const HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** A certificate and the one that issued it, both in DER. */
export interface Issued {
  readonly certificate: Uint8Array;
  readonly issuer: Uint8Array;
}

/**
 * Whether a CertID names this certificate.
 *
 * @throws {MalformedDer} where it is none
 */
export function namesIssued(id: DerElement, { certificate, issuer }: Issued): boolean {
  const [algorithm, nameHash, keyHash, serialNumber] = readMembers(id);
  const name = HASHES[readObjectIdentifier(memberAt(tagged(algorithm, 0x30), 0))];
  if (name === undefined) return false;
  const { subject, publicKey } = certificateParts(issuer);
  return (
    hash(name, subject).equals(tagged(nameHash, OCTET_STRING).content) &&
    hash(name, publicKey).equals(tagged(keyHash, OCTET_STRING).content) &&
    Buffer.compare(certificateParts(certificate).serialNumber, tagged(serialNumber, INTEGER).content) === 0
  );
}

function hash(name: string, octets: Uint8Array): Buffer {
  return createHash(name).update(octets).digest();
}
