/** Proves that a signer can sign now, with the key its certificate names. */
import { createHash, randomBytes } from 'node:crypto';
import { hashOf } from '../cms/signature-algorithm.ts';
import type { Signer } from './signer.ts';
import { isSignatureOf } from './verify-signature-value.ts';

/**
 * Signs random bytes, which no document hashes to, and checks the value against the certificate.
 *
 * @returns false where the key is not the certificate's
 * @throws whatever the signer throws where it cannot sign at all
 */
export async function testSignature(signer: Signer): Promise<boolean> {
  const { algorithm } = signer;
  const message = randomBytes(64);
  const digest = createHash(hashOf(algorithm)).update(message).digest();
  const signature = await signer.sign({ message, digest });
  const certificate = signer.certificateChain()[0];
  return certificate !== undefined && isSignatureOf({ algorithm, certificate, message, signature });
}
