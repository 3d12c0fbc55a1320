/** The checks of a CMS signature that need nothing but itself and its content (RFC 5652 §5.6, RFC 5035 §3). */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { isSignatureOf } from '../signers/verify-signature-value.ts';
import { memberAt, readMembers, readObjectIdentifier, readWhole } from './der-reader.ts';
import { OID } from './object-identifiers.ts';
import type { SignedData } from './read-cms.ts';
import {
  type HashName,
  SIGNATURE_ALGORITHMS,
  SIGNATURE_ALGORITHM_NAMES,
  type SignatureAlgorithm,
  hashOf,
  signatureIdentifier,
} from './signature-algorithm.ts';

/** The hash the signer names, where the product accepts it. */
export function digestAlgorithmOf(cms: SignedData): HashName | undefined {
  const names: readonly HashName[] = ['sha256', 'sha384', 'sha512'];
  return names.find((name) => OID[name] === cms.signer.digestAlgorithm);
}

/** Whether the message-digest attribute is this digest, and content-type names the content's type. */
export function coversDigest(cms: SignedData, digest: Uint8Array): boolean {
  const messageDigest = cms.signer.signed.get(OID.messageDigest)?.content;
  const contentType = cms.signer.signed.get(OID.contentType);
  if (messageDigest === undefined || contentType === undefined) return false;
  return Buffer.from(messageDigest).equals(digest) && readObjectIdentifier(contentType) === cms.eContentType;
}

/**
 * Whether signing-certificate-v2, or signing-certificate where `allowSha1` (timestamp tokens of RFC 3161),
 * names exactly this certificate. It is what ties the signature to one certificate and not merely to a key.
 */
export function namesCertificate(cms: SignedData, certificate: Uint8Array, allowSha1 = false): boolean {
  const v2 = cms.signer.signed.get(OID.signingCertificateV2);
  const v1 = allowSha1 ? cms.signer.signed.get(OID.signingCertificate) : undefined;
  const attribute = v2 ?? v1;
  if (attribute === undefined) return false;
  const members = readMembers(memberAt(memberAt(attribute, 0), 0));
  const [first, second] = members;
  const explicitHash = v2 !== undefined && first?.tag === 0x30;
  const hash = explicitHash ? nodeHash(readObjectIdentifier(memberAt(first, 0))) : v2 ? 'sha256' : 'sha1';
  const stated = explicitHash ? second : first;
  if (hash === undefined || stated?.tag !== 0x04) return false;
  return createHash(hash).update(certificate).digest().equals(stated.content);
}

function nodeHash(oid: string): HashName | undefined {
  const names: readonly HashName[] = ['sha256', 'sha384', 'sha512'];
  return names.find((name) => OID[name] === oid);
}

/** Whether the certificate's key signed the attributes, with an algorithm the product accepts. */
export function isSignedBy(cms: SignedData, certificate: Uint8Array): boolean {
  const algorithm = algorithmOf(cms);
  if (algorithm === undefined) return false;
  const { attributes: message, signature } = cms.signer;
  return isSignatureOf({ algorithm, certificate, message, signature });
}

/** Scheme and hash, where they are ones the product accepts. @throws {MalformedDer} */
export function signatureAlgorithmOf(cms: SignedData) {
  const algorithm = algorithmOf(cms);
  return algorithm && SIGNATURE_ALGORITHMS[algorithm];
}

/** The algorithm, which must use the signer's own hash; RSA may stand without one (RFC 3370 §3.2). */
function algorithmOf(cms: SignedData): SignatureAlgorithm | undefined {
  const hash = digestAlgorithmOf(cms);
  const stated = Buffer.from(cms.signer.signatureAlgorithm);
  const usesPlainRsa = readObjectIdentifier(memberAt(readWhole(stated), 0)) === OID.rsaEncryption;
  return SIGNATURE_ALGORITHM_NAMES.find((name) => {
    if (hashOf(name) !== hash) return false;
    return usesPlainRsa ? name.startsWith('RSASSA_PKCS1') : stated.equals(signatureIdentifier(name));
  });
}
