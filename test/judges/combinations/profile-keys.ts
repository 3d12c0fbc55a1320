import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Signer } from '../../../functions/signing/index.ts';
import {
  KEY_SPECS,
  type KeySpec,
  type ProfileEntry,
} from '../../../functions/signing/testing/signing-profile.ts';

/** Signs as this entry of the profile says, with the key that a route has for it. */
export type ProfileSigner = (entry: ProfileEntry) => Signer;

/** What is made for each kind of key, one after the other: long keys take seconds to make. */
export async function forEachKey<Made>(
  make: (spec: KeySpec) => Promise<Made>,
): Promise<(spec: KeySpec) => Made> {
  const made = new Map<KeySpec, Made>();
  for (const spec of KEY_SPECS) made.set(spec, await make(spec));
  return (spec) => {
    const found = made.get(spec);
    if (found === undefined) throw new Error(`no key ${spec}`);
    return found;
  };
}

const PAIRS = {
  RSA_2048: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  RSA_3072: () => generateKeyPairSync('rsa', { modulusLength: 3072 }),
  RSA_4096: () => generateKeyPairSync('rsa', { modulusLength: 4096 }),
  ECC_NIST_P256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ECC_NIST_P384: () => generateKeyPairSync('ec', { namedCurve: 'P-384' }),
};

/** A key of this process, and its public half as SubjectPublicKeyInfo. */
export function newKeyPair(spec: KeySpec): { readonly privateKey: KeyObject; readonly spki: Uint8Array } {
  const { privateKey, publicKey } = PAIRS[spec]();
  return { privateKey, spki: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })) };
}
