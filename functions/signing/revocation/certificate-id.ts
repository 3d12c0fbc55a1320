/** How OCSP names a certificate: hashes of its issuer's name and key, and its serial number (RFC 6960 §4.1.1). */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { certificateParts } from '../certificates/certificate-parts.ts';
import { type DerElement, memberAt, readObjectIdentifier, readWhole } from '../cms/der-reader.ts';
import { element, octetString } from '../cms/der.ts';

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
 * A test whether a CertID names this certificate. A response may hold a thousand, so that they are compared by
 * their octets and only what fits is read.
 *
 * @throws {MalformedDer} where certificate or issuer cannot be read
 */
export function namesIssued({ certificate, issuer }: Issued): (id: DerElement) => boolean {
  const { subject, publicKey } = certificateParts(issuer);
  const serialNumber = element(INTEGER, certificateParts(certificate).serialNumber);
  const names = Object.entries(HASHES).map(([oid, name]) => {
    const hashes = [subject, publicKey].map((octets) =>
      octetString(createHash(name).update(octets).digest()),
    );
    return { oid, octets: Buffer.concat([...hashes, serialNumber]) };
  });
  return ({ content }) => {
    const found = names.find(({ octets }) => octets.equals(content.subarray(-octets.length)));
    if (found === undefined) return false;
    const algorithm = readWhole(content.subarray(0, -found.octets.length));
    return readObjectIdentifier(memberAt(algorithm, 0)) === found.oid;
  };
}
