/** The question of RFC 6960 §4.1.1 about one certificate, unsigned, with a nonce (RFC 9654). */
import { createHash } from 'node:crypto';
import { certificateParts } from '../certificates/certificate-parts.ts';
import {
  contextConstructed,
  element,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
} from '../cms/der.ts';
import type { Issued } from './certificate-id.ts';

const OID = { sha1: '1.3.14.3.2.26', nonce: '1.3.6.1.5.5.7.48.1.2' };
const INTEGER = 0x02;

export function encodeOcspRequest(issued: Issued, nonce: Uint8Array): Uint8Array {
  const extension = sequence(objectIdentifier(OID.nonce), octetString(octetString(nonce)));
  const requests = sequence(sequence(encodeCertificateId(issued)));
  return sequence(sequence(requests, contextConstructed(2, sequence(extension))));
}

/** With SHA-1, which every responder knows (RFC 5019 §2.1.1): a name, not a proof. */
function encodeCertificateId({ certificate, issuer }: Issued): Uint8Array {
  const { subject, publicKey } = certificateParts(issuer);
  return sequence(
    sequence(objectIdentifier(OID.sha1), nullValue()),
    octetString(createHash('sha1').update(subject).digest()),
    octetString(createHash('sha1').update(publicKey).digest()),
    element(INTEGER, certificateParts(certificate).serialNumber),
  );
}
