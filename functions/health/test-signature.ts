import { GetPublicKeyCommand, SignCommand, type KMSClient } from '@aws-sdk/client-kms';
import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';

/**
 * Makes a real signature with a key kept for this alone (ECDSA P-256, SHA-256) over random bytes, which no
 * document hashes to, and checks it against the key's public half.
 * @returns whether the value verifies
 */
export async function testSignature(keys: KMSClient, keyId: string): Promise<boolean> {
  const message = randomBytes(64);
  const [signed, half] = await Promise.all([
    keys.send(
      new SignCommand({
        KeyId: keyId,
        Message: createHash('sha256').update(message).digest(),
        MessageType: 'DIGEST',
        SigningAlgorithm: 'ECDSA_SHA_256',
      }),
    ),
    keys.send(new GetPublicKeyCommand({ KeyId: keyId })),
  ]);
  if (!signed.Signature || !half.PublicKey) return false;
  const key = createPublicKey({ key: Buffer.from(half.PublicKey), format: 'der', type: 'spki' });
  return verify('sha256', message, key, signed.Signature);
}
