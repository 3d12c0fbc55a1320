/** Signs with a key that never leaves AWS KMS. */
import { type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { SignatureAlgorithm } from '../cms/signature-algorithm.ts';
import type { Signer, ToBeSigned } from './signer.ts';

export interface KmsKey {
  readonly keyId: string;
  readonly algorithm: SignatureAlgorithm;
  /** Certificates in DER, that of this key first. */
  readonly chain: readonly Uint8Array[];
}

/** KMS answered without a signature. */
export class SignatureWithheld extends Error {
  override readonly name = 'SignatureWithheld';
}

export class KmsSigner implements Signer {
  readonly #client: KMSClient;
  readonly #key: KmsKey;

  constructor(client: KMSClient, key: KmsKey) {
    this.#client = client;
    this.#key = key;
  }

  get algorithm(): SignatureAlgorithm {
    return this.#key.algorithm;
  }

  certificateChain(): Uint8Array[] {
    return [...this.#key.chain];
  }

  /** Only the digest leaves the function (`MessageType` DIGEST, which the key's policy demands). */
  async sign({ digest }: ToBeSigned): Promise<Uint8Array> {
    const answer = await this.#client.send(
      new SignCommand({
        KeyId: this.#key.keyId,
        Message: digest,
        MessageType: 'DIGEST',
        SigningAlgorithm: this.#key.algorithm,
      }),
    );
    if (answer.Signature === undefined) throw new SignatureWithheld('KMS answered without a signature');
    return answer.Signature;
  }
}
