/**
 * Secrets that signing needs and KMS cannot hold: an object in the work bucket, its secret part encrypted by a KMS
 * key of their own. Whose it is goes in as encryption context: a secret moved to another holder does not open, and
 * the functions' rights name the holders' kind.
 */
import { Buffer } from 'node:buffer';
import { DecryptCommand, EncryptCommand, type KMSClient } from '@aws-sdk/client-kms';
import { z } from 'zod';
import { sha256 } from '../platform/digest.ts';
import { PreconditionMissing } from '../platform/failures.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import type { CscCredentials } from './csc/csc-service.ts';
import type { KeyFileSecret } from './signers/key-file-signer.ts';

/** A secret does not open: it was moved, changed, or sealed by another key. */
export class SecretSealBroken extends Error {
  override readonly name = 'SecretSealBroken';
}

const sealedSecret = z.object({ v: z.literal(1), file: z.base64().default(''), sealed: z.base64() });

/** What KMS encrypts: at most 4 KB, which a key file is not. */
const keyFilePart = z.object({ passphrase: z.string() });
const serviceCredentials = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  pin: z.string().optional(),
});

/** Name of encryption context values; the functions' rights hang on the first. */
const HOLDER = 'ket-qua:holder';
const FILE = 'ket-qua:file';

export class SealedSecrets {
  readonly #kms: KMSClient;
  readonly #work: ObjectStore;
  readonly #keyId: string;

  constructor(kms: KMSClient, work: ObjectStore, keyId: string) {
    this.#kms = kms;
    this.#work = work;
    this.#keyId = keyId;
  }

  /**
   * Keeps a key file with its passphrase; another one of the same holder gets another name.
   *
   * @param holder `official/<id>` or `agency/<code>`
   * @returns the object's key, for the directory entry
   */
  async keepKeyFile({ file, passphrase }: KeyFileSecret, holder: string): Promise<string> {
    const sealed = await this.#seal({ passphrase }, contextOf(holder, file));
    const record = { v: 1, file: Buffer.from(file).toString('base64'), sealed };
    const key = `secrets/${holder}-${sha256(file).slice(0, 16)}.json`;
    await this.#work.replace(key, Buffer.from(JSON.stringify(record)), 'application/json');
    return key;
  }

  /** Keeps the credentials for a signing service; another service's of the same holder get another name. */
  async keepCredentials(credentials: CscCredentials, service: string, holder: string): Promise<string> {
    const sealed = await this.#seal(credentials, contextOf(holder, new Uint8Array()));
    const key = `secrets/${holder}-${sha256(Buffer.from(service)).slice(0, 16)}.json`;
    await this.#work.replace(key, Buffer.from(JSON.stringify({ v: 1, sealed })), 'application/json');
    return key;
  }

  /** @throws {PreconditionMissing} {SecretSealBroken} or what KMS throws */
  async openCredentials(key: string, holder: string): Promise<CscCredentials> {
    return serviceCredentials.parse((await this.#read(key, holder)).secret);
  }

  /** @throws {PreconditionMissing} {SecretSealBroken} or what KMS throws */
  async openKeyFile(key: string, holder: string): Promise<KeyFileSecret> {
    const { file, secret } = await this.#read(key, holder);
    return { file, ...keyFilePart.parse(secret) };
  }

  async #read(key: string, holder: string): Promise<{ file: Uint8Array; secret: unknown }> {
    const record = sealedSecret.safeParse(JSON.parse(Buffer.from(await this.#work.get(key)).toString()));
    if (!record.success) throw new PreconditionMissing(`${key} is no sealed secret`);
    const file = Buffer.from(record.data.file, 'base64');
    return { file, secret: await this.#open(key, record.data.sealed, contextOf(holder, file)) };
  }

  async #seal(secret: object, EncryptionContext: Record<string, string>): Promise<string> {
    const Plaintext = Buffer.from(JSON.stringify(secret));
    const answer = await this.#kms.send(
      new EncryptCommand({ KeyId: this.#keyId, Plaintext, EncryptionContext }),
    );
    return Buffer.from(answer.CiphertextBlob ?? []).toString('base64');
  }

  async #open(key: string, sealed: string, EncryptionContext: Record<string, string>): Promise<unknown> {
    const CiphertextBlob = Buffer.from(sealed, 'base64');
    try {
      const answer = await this.#kms.send(
        new DecryptCommand({ KeyId: this.#keyId, CiphertextBlob, EncryptionContext }),
      );
      return JSON.parse(Buffer.from(answer.Plaintext ?? []).toString());
    } catch (error) {
      if (!(error instanceof Error) || !/InvalidCiphertext|IncorrectKey/.test(error.name)) throw error;
      throw new SecretSealBroken(`${key} does not open for its holder`, { cause: error });
    }
  }
}

/** Both are bound to the secret: nobody can put another file beside it, or give it to another. */
function contextOf(holder: string, file: Uint8Array): Record<string, string> {
  return { [HOLDER]: holder, [FILE]: sha256(file) };
}
