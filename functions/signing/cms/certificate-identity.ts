/** What names a certificate inside a CMS: issuer and serial number, copied octet for octet. */
import { memberAt, readElement, readMembers } from './der-reader.ts';
import { MalformedDer } from './der-reader.ts';

export interface CertificateIdentity {
  /** The issuer's Name, whole DER element. */
  readonly issuer: Uint8Array;
  /** The serialNumber INTEGER, whole DER element. */
  readonly serialNumber: Uint8Array;
}

const EXPLICIT_VERSION = 0xa0;

/**
 * @param certificate an X.509 certificate in DER
 * @throws {MalformedDer} where it is none
 */
export function certificateIdentity(certificate: Uint8Array): CertificateIdentity {
  const tbsCertificate = memberAt(readElement(certificate), 0);
  const members = readMembers(tbsCertificate);
  const first = members[0]?.tag === EXPLICIT_VERSION ? 1 : 0;
  const serialNumber = members[first];
  const issuer = members[first + 2];
  if (serialNumber === undefined || issuer === undefined)
    throw new MalformedDer('certificate without issuer');
  return { issuer: issuer.encoded, serialNumber: serialNumber.encoded };
}
