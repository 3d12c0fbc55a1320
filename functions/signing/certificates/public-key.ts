import { type KeyObject, X509Certificate } from 'node:crypto';
import { sha256 } from '../../platform/digest.ts';

/** The same few certificates come again with every signature, and reading a key takes longer than verifying with it. */
const knownKeys = new Map<string, KeyObject>();
const MOST_KNOWN = 64;

/**
 * @param certificate an X.509 certificate in DER
 * @throws where it is none, or its key is of a kind that node:crypto does not know
 */
export function publicKeyOf(certificate: Uint8Array): KeyObject {
  const fingerprint = sha256(certificate);
  const known = knownKeys.get(fingerprint);
  if (known !== undefined) return known;
  const key = new X509Certificate(certificate).publicKey;
  if (knownKeys.size >= MOST_KNOWN) knownKeys.clear();
  knownKeys.set(fingerprint, key);
  return key;
}
