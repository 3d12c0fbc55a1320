/** Every pair of key and algorithm the product signs with: what each signer must be able to do. */
import { type SignatureAlgorithm, SIGNATURE_ALGORITHM_NAMES } from '../cms/signature-algorithm.ts';

/** Kinds of keys by KMS's names. */
export const KEY_SPECS = ['RSA_2048', 'RSA_3072', 'RSA_4096', 'ECC_NIST_P256', 'ECC_NIST_P384'] as const;
export type KeySpec = (typeof KEY_SPECS)[number];

export interface ProfileEntry {
  readonly spec: KeySpec;
  readonly algorithm: SignatureAlgorithm;
}

export const SIGNING_PROFILE: readonly ProfileEntry[] = KEY_SPECS.flatMap((spec) =>
  SIGNATURE_ALGORITHM_NAMES.filter((algorithm) => fits(spec, algorithm)).map((algorithm) => ({
    spec,
    algorithm,
  })),
);

/** A curve goes with one hash: KMS offers no other. */
function fits(spec: KeySpec, algorithm: SignatureAlgorithm): boolean {
  if (spec.startsWith('RSA')) return algorithm.startsWith('RSA');
  return algorithm === (spec === 'ECC_NIST_P256' ? 'ECDSA_SHA_256' : 'ECDSA_SHA_384');
}
