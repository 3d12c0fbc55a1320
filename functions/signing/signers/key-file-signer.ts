/** Signs with a key from a PKCS#12 file, for an agency without KMS: node:crypto reads and signs. */
import { type KeyObject, sign } from 'node:crypto';
import { type SignatureAlgorithm, hashOf } from '../cms/signature-algorithm.ts';
import type { KeyFileProblem } from '../pkcs12/open-key-file.ts';
import { openKeyFile } from '../pkcs12/open-key-file.ts';
import { keyForAlgorithm } from './key-for-algorithm.ts';
import { type Signer, SigningKeyRefused, type ToBeSigned } from './signer.ts';

/** The key file does not open: damaged, another passphrase, or not one key with its certificate. */
export class KeyFileRefused extends Error {
  override readonly name = 'KeyFileRefused';

  constructor(code: KeyFileProblem) {
    super(`the key file does not open: ${code}`);
  }
}

/** What a key file needs to open. It is asked for when the first value is, and held no longer than the signer. */
export interface KeyFileSecret {
  readonly file: Uint8Array;
  readonly passphrase: string;
}

export interface KeyFileKey {
  readonly algorithm: SignatureAlgorithm;
  /** Certificates in DER, that of this key first, as the directory has them. */
  readonly chain: readonly Uint8Array[];
  readonly secret: () => Promise<KeyFileSecret>;
}

export class KeyFileSigner implements Signer {
  readonly #key: KeyFileKey;
  #opened: Promise<KeyObject> | undefined;

  constructor(key: KeyFileKey) {
    this.#key = key;
  }

  get algorithm(): SignatureAlgorithm {
    return this.#key.algorithm;
  }

  certificateChain(): Uint8Array[] {
    return [...this.#key.chain];
  }

  /**
   * Signs in this thread: a function has one event at a time, and handing the value to another thread and back only costs.
   *
   * @throws {KeyFileRefused} {SigningKeyRefused} where the key cannot do the algorithm
   */
  async sign({ message }: ToBeSigned): Promise<Uint8Array> {
    this.#opened ??= open(this.#key.secret);
    const key = keyForAlgorithm(await this.#opened, this.algorithm);
    if (key === undefined) throw new SigningKeyRefused(`the key file's key cannot do ${this.algorithm}`);
    return new Uint8Array(sign(hashOf(this.algorithm), message, key));
  }
}

async function open(secret: KeyFileKey['secret']): Promise<KeyObject> {
  const { file, passphrase } = await secret();
  const outcome = openKeyFile(file, passphrase);
  if (!outcome.ok) throw new KeyFileRefused(outcome.code);
  return outcome.value.key;
}
