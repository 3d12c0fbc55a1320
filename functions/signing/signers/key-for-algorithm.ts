import { type KeyObject, type SigningOptions, constants } from 'node:crypto';
import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from '../cms/signature-algorithm.ts';

type PaddedKey = KeyObject | (SigningOptions & { readonly key: KeyObject });

/** The key with the algorithm's padding, as node:crypto signs and verifies with it; undefined for another kind of key. */
export function keyForAlgorithm(key: KeyObject, algorithm: SignatureAlgorithm): PaddedKey | undefined {
  const { scheme } = SIGNATURE_ALGORITHMS[algorithm];
  if (key.asymmetricKeyType !== (scheme === 'ecdsa' ? 'ec' : 'rsa')) return undefined;
  if (scheme !== 'rsa-pss') return key;
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
}
