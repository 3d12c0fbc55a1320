import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const generate = promisify(generateKeyPair);

/** The key specifications the embedded KMS makes, by KMS's own names. */
export const keySpecs = [
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
  'ECC_NIST_P256',
  'ECC_NIST_P384',
  'HMAC_256',
  'SYMMETRIC_DEFAULT',
] as const;

export type KeySpec = (typeof keySpecs)[number];

/** KMS's key usage that a specification allows. */
export function keyUsage(spec: KeySpec): 'SIGN_VERIFY' | 'GENERATE_VERIFY_MAC' | 'ENCRYPT_DECRYPT' {
  if (spec === 'SYMMETRIC_DEFAULT') return 'ENCRYPT_DECRYPT';
  return spec === 'HMAC_256' ? 'GENERATE_VERIFY_MAC' : 'SIGN_VERIFY';
}

/** The algorithms of a specification, in KMS's names. */
export function algorithms(spec: KeySpec): readonly string[] {
  if (spec === 'SYMMETRIC_DEFAULT') return ['SYMMETRIC_DEFAULT'];
  if (spec === 'HMAC_256') return ['HMAC_SHA_256'];
  if (spec === 'ECC_NIST_P256') return ['ECDSA_SHA_256'];
  if (spec === 'ECC_NIST_P384') return ['ECDSA_SHA_384'];
  return ['RSASSA_PKCS1_V1_5', 'RSASSA_PSS'].flatMap((scheme) =>
    ['SHA_256', 'SHA_384', 'SHA_512'].map((hash) => `${scheme}_${hash}`),
  );
}

/** New key material: a PKCS#8 PEM, or base64 of 32 octets for HMAC and AES-256. */
export async function newMaterial(spec: KeySpec): Promise<string> {
  if (spec === 'HMAC_256' || spec === 'SYMMETRIC_DEFAULT') return randomBytes(32).toString('base64');
  const { privateKey } = spec.startsWith('ECC_NIST_')
    ? await generate('ec', { namedCurve: spec.replace('ECC_NIST_P', 'P-') })
    : await generate('rsa', { modulusLength: Number(spec.slice('RSA_'.length)) });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
