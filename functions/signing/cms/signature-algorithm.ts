/** The signature algorithms the product accepts, and their identifiers in CMS (RFC 4056, 5754). */
import { contextConstructed, integer, nullValue, objectIdentifier, sequence } from './der.ts';
import { OID } from './object-identifiers.ts';

export type HashName = 'sha256' | 'sha384' | 'sha512';

/** Named as AWS KMS names them; the hash is that of the message and of the signed attributes alike. */
export const SIGNATURE_ALGORITHMS = {
  RSASSA_PKCS1_V1_5_SHA_256: { scheme: 'rsa-pkcs1', hash: 'sha256', oid: OID.sha256WithRsa },
  RSASSA_PKCS1_V1_5_SHA_384: { scheme: 'rsa-pkcs1', hash: 'sha384', oid: OID.sha384WithRsa },
  RSASSA_PKCS1_V1_5_SHA_512: { scheme: 'rsa-pkcs1', hash: 'sha512', oid: OID.sha512WithRsa },
  RSASSA_PSS_SHA_256: { scheme: 'rsa-pss', hash: 'sha256', oid: OID.rsassaPss },
  RSASSA_PSS_SHA_384: { scheme: 'rsa-pss', hash: 'sha384', oid: OID.rsassaPss },
  RSASSA_PSS_SHA_512: { scheme: 'rsa-pss', hash: 'sha512', oid: OID.rsassaPss },
  ECDSA_SHA_256: { scheme: 'ecdsa', hash: 'sha256', oid: OID.ecdsaWithSha256 },
  ECDSA_SHA_384: { scheme: 'ecdsa', hash: 'sha384', oid: OID.ecdsaWithSha384 },
} as const;

export type SignatureAlgorithm = keyof typeof SIGNATURE_ALGORITHMS;

export const SIGNATURE_ALGORITHM_NAMES = [
  'RSASSA_PKCS1_V1_5_SHA_256',
  'RSASSA_PKCS1_V1_5_SHA_384',
  'RSASSA_PKCS1_V1_5_SHA_512',
  'RSASSA_PSS_SHA_256',
  'RSASSA_PSS_SHA_384',
  'RSASSA_PSS_SHA_512',
  'ECDSA_SHA_256',
  'ECDSA_SHA_384',
] as const satisfies readonly SignatureAlgorithm[];

/** Octets of each digest: the salt of RSASSA-PSS is as long (RFC 4055 §3.1). */
export const DIGEST_BYTES = { sha256: 32, sha384: 48, sha512: 64 } as const satisfies Record<
  HashName,
  number
>;

export function hashOf(algorithm: SignatureAlgorithm): HashName {
  return SIGNATURE_ALGORITHMS[algorithm].hash;
}

/** AlgorithmIdentifier of a hash, without parameters (RFC 5754 §2). */
export function hashIdentifier(hash: HashName): Uint8Array {
  return sequence(objectIdentifier(OID[hash]));
}

/** AlgorithmIdentifier of a signature, as it stands in a SignerInfo. */
export function signatureIdentifier(algorithm: SignatureAlgorithm): Uint8Array {
  const { scheme, hash, oid } = SIGNATURE_ALGORITHMS[algorithm];
  if (scheme === 'ecdsa') return sequence(objectIdentifier(oid));
  if (scheme === 'rsa-pkcs1') return sequence(objectIdentifier(oid), nullValue());
  return sequence(objectIdentifier(oid), pssParameters(hash));
}

function pssParameters(hash: HashName): Uint8Array {
  const hashWithNull = sequence(objectIdentifier(OID[hash]), nullValue());
  return sequence(
    contextConstructed(0, hashWithNull),
    contextConstructed(1, sequence(objectIdentifier(OID.mgf1), hashWithNull)),
    contextConstructed(2, integer(DIGEST_BYTES[hash])),
  );
}
