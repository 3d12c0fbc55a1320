import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AwsServiceError } from '../http/aws-json.ts';
import type { KeyStore, KmsKey } from './key-store.ts';
import { usableKey } from './usable-key.ts';

const context = z.record(z.string(), z.string()).default({});
const base64 = z.base64().transform((text) => Buffer.from(text, 'base64'));
const encryptInput = z.object({
  KeyId: z.string(),
  Plaintext: base64.refine(({ length }) => length >= 1 && length <= 4096),
  EncryptionContext: context,
});
const decryptInput = z.object({
  KeyId: z.string().optional(),
  CiphertextBlob: base64,
  EncryptionContext: context,
});

const SEALED = { id: 36, iv: 12, tag: 16 } as const;

/** AES-256-GCM as KMS does: the key's id goes with the ciphertext, the encryption context is authenticated. */
export function encrypt(store: KeyStore, input: unknown): unknown {
  const { KeyId, Plaintext, EncryptionContext } = encryptInput.parse(input);
  const key = usableKey(store, KeyId, 'ENCRYPT_DECRYPT');
  const iv = randomBytes(SEALED.iv);
  const cipher = createCipheriv('aes-256-gcm', materialOf(key), iv).setAAD(authenticated(EncryptionContext));
  const text = Buffer.concat([cipher.update(Plaintext), cipher.final()]);
  const blob = Buffer.concat([Buffer.from(key.keyId, 'latin1'), iv, cipher.getAuthTag(), text]);
  return {
    KeyId: key.arn,
    CiphertextBlob: blob.toString('base64'),
    EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
  };
}

export function decrypt(store: KeyStore, input: unknown): unknown {
  const { KeyId, CiphertextBlob: blob, EncryptionContext } = decryptInput.parse(input);
  const sealer = blob.subarray(0, SEALED.id).toString('latin1');
  const known = store.list().find(({ keyId }) => keyId === sealer);
  if (known === undefined) throw broken('InvalidCiphertextException');
  const key = usableKey(store, KeyId ?? known.keyId, 'ENCRYPT_DECRYPT');
  if (key.keyId !== sealer) throw broken('IncorrectKeyException');
  return {
    KeyId: key.arn,
    Plaintext: open(key, blob.subarray(SEALED.id), EncryptionContext).toString('base64'),
    EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
  };
}

function open(key: KmsKey, sealed: Buffer, given: Readonly<Record<string, string>>): Buffer {
  try {
    const iv = sealed.subarray(0, SEALED.iv);
    const decipher = createDecipheriv('aes-256-gcm', materialOf(key), iv)
      .setAAD(authenticated(given))
      .setAuthTag(sealed.subarray(SEALED.iv, SEALED.iv + SEALED.tag));
    return Buffer.concat([decipher.update(sealed.subarray(SEALED.iv + SEALED.tag)), decipher.final()]);
  } catch {
    throw broken('InvalidCiphertextException');
  }
}

/** KMS says no more than the name. */
function broken(name: string): AwsServiceError {
  return new AwsServiceError(name, '');
}

function materialOf(key: KmsKey): Buffer {
  return Buffer.from(key.material, 'base64');
}

function authenticated(given: Readonly<Record<string, string>>): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(given).toSorted(([a], [b]) => (a < b ? -1 : 1))));
}
