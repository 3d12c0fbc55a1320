import type { KMSClient } from '@aws-sdk/client-kms';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { readBody } from '../http/body.ts';
import { listen, type Listening } from '../http/listen.ts';
import { sendJson } from '../http/respond.ts';
import { Activations } from './activation.ts';
import { describeCredential, kmsAlgorithm, signWith, type CscCredential } from './credential.ts';
import { cscTroubles, type CscTroubles } from './trouble.ts';

const MAX_BODY = 256 * 1024;

/** Who may use the embedded service. */
export const cscClient = { clientId: 'ket-qua', clientSecret: 'chi-dung-tren-may-phat-trien' } as const;

export interface CscOptions {
  readonly port: number;
  readonly kms: KMSClient;
  readonly credentials: readonly CscCredential[];
  /** how long `slow` takes, milliseconds */
  readonly slowMs?: number;
}

/** The embedded remote signing service, with the switches tests use. */
export interface Csc extends Listening {
  readonly troubles: CscTroubles;
  /** methods called so far, in order */
  readonly calls: readonly string[];
}

/** A refusal in the service's own words (CSC API §10.1). */
class CscRefusal extends Error {
  override readonly name = 'CscRefusal';
  readonly status: number;

  constructor(error: string, status = 400) {
    super(error);
    this.status = status;
  }
}

const authorise = z.object({
  credentialID: z.string(),
  numSignatures: z.number().int().positive(),
  hashes: z.array(z.base64()).min(1),
  hashAlgorithmOID: z.string(),
  authData: z.array(z.object({ id: z.string(), value: z.string() })).default([]),
});
const signHash = z.object({
  credentialID: z.string(),
  SAD: z.string(),
  hashes: z.array(z.base64()).min(1),
  hashAlgorithmOID: z.string(),
  signAlgo: z.string(),
});
const byId = z.object({ credentialID: z.string() });

/** Starts a remote signing service as of CSC API v2, over keys in KMS. */
export async function startCsc(options: CscOptions): Promise<Csc> {
  const service = new EmbeddedCsc(options);
  const listening = await listen((request, response) => service.serve(request, response), options.port);
  return { ...listening, troubles: service.troubles, calls: service.calls };
}

class EmbeddedCsc {
  readonly troubles = cscTroubles();
  readonly calls: string[] = [];
  readonly #options: CscOptions;
  readonly #tokens = new Set<string>();
  readonly #activations = new Activations();

  constructor(options: CscOptions) {
    this.#options = options;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = (request.url ?? '').replace('/csc/v2/', '');
    const body = await readBody(request, MAX_BODY);
    this.calls.push(method);
    try {
      const answer = await this.#answer(method, request, body.toString('utf8'));
      if (answer === undefined) request.socket.destroy();
      else sendJson(response, 200, answer);
    } catch (error) {
      const known = error instanceof CscRefusal ? error : new CscRefusal('invalid_request');
      sendJson(response, known.status, { error: known.message });
    }
  }

  async #answer(method: string, request: IncomingMessage, body: string): Promise<object | undefined> {
    if (method === 'info') return info;
    if (method === 'oauth2/token') return this.#grantToken(new URLSearchParams(body));
    const token = /^Bearer (.+)$/u.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!this.#tokens.has(token)) throw new CscRefusal('invalid_token', 401);
    const given: unknown = JSON.parse(body);
    if (method === 'credentials/list')
      return { credentialIDs: this.#options.credentials.map(({ id }) => id) };
    if (method === 'credentials/info') {
      return describeCredential(this.#options.kms, this.#find(byId.parse(given).credentialID));
    }
    if (method === 'credentials/authorize') return this.#authorise(authorise.parse(given));
    if (method === 'signatures/signHash') return this.#signHash(signHash.parse(given));
    throw new CscRefusal('invalid_request', 404);
  }

  #grantToken(form: URLSearchParams): object {
    const known =
      form.get('grant_type') === 'client_credentials' &&
      form.get('client_id') === cscClient.clientId &&
      form.get('client_secret') === cscClient.clientSecret;
    if (!known) throw new CscRefusal('invalid_client', 401);
    const token = randomUUID();
    this.#tokens.add(token);
    return { access_token: token, token_type: 'Bearer', expires_in: 3600 };
  }

  #find(id: string): CscCredential {
    const credential = this.#options.credentials.find((each) => each.id === id);
    if (credential === undefined) throw new CscRefusal('invalid_credential_id');
    return credential;
  }

  #authorise(given: z.infer<typeof authorise>): object {
    const { pin, multisign } = this.#find(given.credentialID);
    if (!given.authData.some(({ id, value }) => id === 'PIN' && value === pin)) {
      throw new CscRefusal('invalid_pin');
    }
    if (given.numSignatures > multisign || given.hashes.length !== given.numSignatures) {
      throw new CscRefusal('numSignatures_too_high');
    }
    const { credentialID, hashes } = given;
    return { SAD: this.#activations.grant({ credentialId: credentialID, hashes }), expiresIn: 300 };
  }

  async #signHash(given: z.infer<typeof signHash>): Promise<object | undefined> {
    const trouble = this.troubles.take();
    if (trouble === 'fail') throw new CscRefusal('server_error', 503);
    const { credentialID, hashes, SAD } = given;
    const credential = this.#find(credentialID);
    if (!this.#activations.use(SAD, { credentialId: credentialID, hashes }))
      throw new CscRefusal('invalid_sad');
    const algorithm = kmsAlgorithm(given.signAlgo, given.hashAlgorithmOID);
    if (algorithm === undefined) throw new CscRefusal('invalid_algorithm');
    const sign = (hash: string) => signWith(this.#options.kms, credential, algorithm, hash);
    const signatures = await Promise.all(hashes.map(sign));
    if (trouble === 'slow') await pause(this.#options.slowMs ?? 10_000);
    if (trouble === 'lose-answer') return undefined;
    if (trouble === 'reorder') signatures.reverse();
    if (trouble === 'other-value') signatures[0] = Buffer.alloc(64).toString('base64');
    return { signatures };
  }
}

const info = {
  specs: '2.0.0.2',
  name: 'Dịch vụ ký từ xa phát triển Kết quả',
  region: 'VN',
  lang: 'vi',
  authType: ['oauth2client'],
  methods: [
    'oauth2/token',
    'credentials/list',
    'credentials/info',
    'credentials/authorize',
    'signatures/signHash',
  ],
};
