/** The parts of an X.509 certificate by which revocation data names it and its issuer (RFC 5280 §4.1). */
import { MalformedDer, memberAt, readElement, readMembers, tagged } from '../cms/der-reader.ts';
import { readTime } from '../cms/der-time.ts';

const EXPLICIT_VERSION = 0xa0;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const SEQUENCE = 0x30;

export interface CertificateParts {
  /** Content octets of the INTEGER. */
  readonly serialNumber: Uint8Array;
  /** The issuer's Name, whole DER element. */
  readonly issuer: Uint8Array;
  /** The subject's Name, whole DER element. */
  readonly subject: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Bits of the public key, without the octet of unused bits: what key hashes are taken over. */
  readonly publicKey: Uint8Array;
}

/** @throws {MalformedDer} where the bytes are no certificate */
export function certificateParts(certificate: Uint8Array): CertificateParts {
  const members = readMembers(memberAt(tagged(readElement(certificate), SEQUENCE), 0));
  const fields = members[0]?.tag === EXPLICIT_VERSION ? members.slice(1) : members;
  const [serialNumber, , issuer, validity, subject, publicKeyInfo] = fields;
  const [notBefore, notAfter] = readMembers(tagged(validity, SEQUENCE));
  if (notBefore === undefined || notAfter === undefined) throw new MalformedDer('no validity');
  return {
    serialNumber: tagged(serialNumber, INTEGER).content,
    issuer: tagged(issuer, SEQUENCE).encoded,
    subject: tagged(subject, SEQUENCE).encoded,
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    publicKey: tagged(memberAt(tagged(publicKeyInfo, SEQUENCE), 1), BIT_STRING).content.subarray(1),
  };
}
