/** Signs with a key in a remote signing service (Cloud Signature Consortium API v2). */
import { type BatchAnswer, signBatch } from '../csc/sign-batch.ts';
import { type CscCredentials, CscService } from '../csc/csc-service.ts';
import type { SignatureAlgorithm } from '../cms/signature-algorithm.ts';
import type { Signer, ToBeSigned } from './signer.ts';

export interface CscKey {
  readonly service: string;
  readonly credentialId: string;
  readonly algorithm: SignatureAlgorithm;
  /** Certificates in DER, that of this key first, as the directory has them. */
  readonly chain: readonly Uint8Array[];
  readonly secret: () => Promise<CscCredentials>;
  /** longest wait for one answer, milliseconds */
  readonly patienceMs?: number;
}

/** Below the functions' own limit: a function that is cut off is run again, and would ask again. */
export const CSC_BUDGET_MS = 22_000;

export class CscSigner implements Signer {
  readonly #key: CscKey;

  constructor(key: CscKey) {
    this.#key = key;
  }

  get algorithm(): SignatureAlgorithm {
    return this.#key.algorithm;
  }

  certificateChain(): Uint8Array[] {
    return [...this.#key.chain];
  }

  /** @throws {SigningServiceUnavailable} {SigningServiceRefused} {SignatureOutcomeUnknown} {SigningKeyRefused} */
  async sign(toBeSigned: ToBeSigned): Promise<Uint8Array> {
    const [answer] = await this.signAll([toBeSigned]);
    if (answer instanceof Uint8Array) return answer;
    throw answer ?? new Error('no answer to one question');
  }

  /** Several at once, as many to an authorisation as the credential allows. */
  async signAll(wanted: readonly ToBeSigned[]): Promise<BatchAnswer> {
    const service = await this.#open(AbortSignal.timeout(CSC_BUDGET_MS));
    const [certificate = new Uint8Array()] = this.#key.chain;
    return signBatch(service, { ...this.#key, certificate }, wanted);
  }

  async #open(deadline: AbortSignal): Promise<CscService> {
    const { service, patienceMs, secret } = this.#key;
    const patience = patienceMs === undefined ? {} : { patienceMs };
    return new CscService({ service, credentials: await secret(), deadline, ...patience });
  }
}
