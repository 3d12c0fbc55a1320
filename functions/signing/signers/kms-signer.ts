/** Signs with a key that never leaves AWS KMS. */
import { type KMSClient, SignCommand, type SignCommandOutput } from '@aws-sdk/client-kms';
import { AwsUnavailable, mapAwsFailure } from '../../platform/failures.ts';
import type { SignatureAlgorithm } from '../cms/signature-algorithm.ts';
import { type Signer, SigningKeyRefused, type ToBeSigned } from './signer.ts';

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

  /**
   * Only the digest leaves the function (`MessageType` DIGEST, which the key's policy demands).
   *
   * @throws {AwsUnavailable} {SigningKeyRefused} {SignatureWithheld}
   */
  async sign({ digest }: ToBeSigned): Promise<Uint8Array> {
    const { Signature } = await this.#ask(digest);
    if (Signature === undefined) throw new SignatureWithheld('KMS answered without a signature');
    return Signature;
  }

  async #ask(digest: Uint8Array): Promise<SignCommandOutput> {
    try {
      return await this.#client.send(
        new SignCommand({
          KeyId: this.#key.keyId,
          Message: digest,
          MessageType: 'DIGEST',
          SigningAlgorithm: this.#key.algorithm,
        }),
      );
    } catch (error) {
      const failure = mapAwsFailure(error);
      if (failure instanceof AwsUnavailable) throw failure;
      const reason = error instanceof Error ? error.name : 'unknown';
      throw new SigningKeyRefused(`KMS refused ${this.#key.keyId}: ${reason}`, { cause: error });
    }
  }
}
