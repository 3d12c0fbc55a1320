/** The signed attributes of a PAdES baseline signature (ETSI EN 319 142-1 §6.3, EN 319 122-1 §5). */
import { createHash } from 'node:crypto';
import { certificateIdentity } from './certificate-identity.ts';
import { contextConstructed, objectIdentifier, octetString, sequence, setOf } from './der.ts';
import { OID } from './object-identifiers.ts';

export interface SignedAttributesInput {
  readonly eContentType: string;
  /** Digest of the content, with the hash of the signature algorithm. */
  readonly messageDigest: Uint8Array;
  /** The signer's own certificate in DER. */
  readonly certificate: Uint8Array;
}

/**
 * The bytes to be signed: a SET OF content-type, message-digest and signing-certificate-v2 in DER.
 *
 * No signing-time: in PAdES the time is the signature dictionary's M entry and, as proof, the timestamp.
 */
export function signedAttributes(input: SignedAttributesInput): Uint8Array {
  return setOf(
    attribute(OID.contentType, objectIdentifier(input.eContentType)),
    attribute(OID.messageDigest, octetString(input.messageDigest)),
    attribute(OID.signingCertificateV2, signingCertificateV2(input.certificate)),
  );
}

/** `Attribute` of RFC 5652 §5.3 with one value. */
export function attribute(type: string, value: Uint8Array): Uint8Array {
  return sequence(objectIdentifier(type), setOf(value));
}

/** RFC 5035 §3: SHA-256 is the default hash and therefore left out. */
function signingCertificateV2(certificate: Uint8Array): Uint8Array {
  const { issuer, serialNumber } = certificateIdentity(certificate);
  const directoryName = contextConstructed(4, issuer);
  const issuerSerial = sequence(sequence(directoryName), serialNumber);
  const certificateHash = octetString(createHash('sha256').update(certificate).digest());
  return sequence(sequence(sequence(certificateHash, issuerSerial)));
}
