import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';
import { AwsUnavailable } from '../platform/failures.ts';

/** Derives the secret part of a link's address. */
export interface LinkTokens {
  /** The token of a link: always the same one, 43 characters of base64url. */
  derive(link: string): Promise<string>;
}

/** Tokens as HMAC-SHA-256 of the link's id under a key that never leaves KMS. */
export class KmsLinkTokens implements LinkTokens {
  readonly #client: KMSClient;
  readonly #keyId: string;

  constructor(client: KMSClient, keyId: string) {
    this.#client = client;
    this.#keyId = keyId;
  }

  async derive(link: string): Promise<string> {
    const answer = await this.#client.send(
      new GenerateMacCommand({
        KeyId: this.#keyId,
        MacAlgorithm: 'HMAC_SHA_256',
        Message: Buffer.from(`download-link:1:${link}`),
      }),
    );
    if (!answer.Mac) throw new AwsUnavailable('KMS answered without a MAC');
    return Buffer.from(answer.Mac).toString('base64url');
  }
}
