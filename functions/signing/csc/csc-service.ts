/** A remote signing service over HTTP: JSON by POST, a bearer token by client credentials (RFC 6749 §4.4). */
import { Buffer } from 'node:buffer';
import type { z } from 'zod';
import { SigningServiceRefused, SigningServiceUnavailable } from './csc-failures.ts';
import {
  authorisation,
  credentialInfo,
  type CredentialInfo,
  credentialList,
  serviceError,
  serviceInfo,
  signedHashes,
  tokenAnswer,
} from './csc-messages.ts';

export interface CscCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** PIN of the signing credential, where the service asks for one */
  readonly pin?: string | undefined;
}

export interface CscAddress {
  /** base address, before `/csc/v2` */
  readonly service: string;
  readonly credentials: CscCredentials;
  /** longest wait for one answer, milliseconds */
  readonly patienceMs?: number;
  /** ends whatever is asked */
  readonly deadline?: AbortSignal;
}

/** Hashes with how they are to be signed. */
export interface HashesToSign {
  readonly credentialId: string;
  readonly hashes: readonly Uint8Array[];
  readonly hashAlgorithmOid: string;
  readonly signAlgorithmOid: string;
  /** DER of the algorithm's parameters, for RSASSA-PSS */
  readonly signParameters: Uint8Array | undefined;
}

const PATIENCE_MS = 8_000;

export class CscService {
  readonly #address: CscAddress;
  #token: Promise<string> | undefined;

  constructor(address: CscAddress) {
    this.#address = address;
  }

  async info(): Promise<z.infer<typeof serviceInfo>> {
    return this.#post('info', {}, serviceInfo, {});
  }

  async credentialIds(): Promise<string[]> {
    return (await this.#ask('credentials/list', {}, credentialList)).credentialIDs;
  }

  async credential(credentialID: string): Promise<CredentialInfo> {
    const body = { credentialID, certificates: 'chain', certInfo: true, authInfo: true };
    return this.#ask('credentials/info', body, credentialInfo);
  }

  /** Signature activation data, bound to exactly these hashes (§11.7). */
  async authorise(wanted: HashesToSign): Promise<string> {
    const { pin } = this.#address.credentials;
    const body = {
      credentialID: wanted.credentialId,
      numSignatures: wanted.hashes.length,
      hashes: wanted.hashes.map(base64),
      hashAlgorithmOID: wanted.hashAlgorithmOid,
      ...(pin !== undefined && { authData: [{ id: 'PIN', value: pin }] }),
    };
    return (await this.#ask('credentials/authorize', body, authorisation)).SAD;
  }

  async signHashes(wanted: HashesToSign, SAD: string): Promise<Uint8Array[]> {
    const body = {
      credentialID: wanted.credentialId,
      SAD,
      hashes: wanted.hashes.map(base64),
      hashAlgorithmOID: wanted.hashAlgorithmOid,
      signAlgo: wanted.signAlgorithmOid,
      ...(wanted.signParameters && { signAlgoParams: base64(wanted.signParameters) }),
      operationMode: 'S',
    };
    const { signatures } = await this.#ask('signatures/signHash', body, signedHashes);
    return signatures.map((text) => new Uint8Array(Buffer.from(text, 'base64')));
  }

  async #ask<Schema extends z.ZodType>(method: string, body: object, schema: Schema) {
    this.#token ??= this.#requestToken();
    try {
      return await this.#post(method, body, schema, { authorization: `Bearer ${await this.#token}` });
    } catch (error) {
      // A token may have ended; whoever asks next gets a new one.
      this.#token = undefined;
      throw error;
    }
  }

  async #requestToken(): Promise<string> {
    const { oauth2 = `${this.#address.service}/csc/v2` } = await this.info();
    const { clientId, clientSecret } = this.#address.credentials;
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    });
    return (await this.#send(`${oauth2}/oauth2/token`, { body }, tokenAnswer)).access_token;
  }

  async #post<Schema extends z.ZodType>(
    method: string,
    body: object,
    schema: Schema,
    headers: Record<string, string>,
  ): Promise<z.output<Schema>> {
    const request = {
      body: JSON.stringify(body),
      headers: { ...headers, 'content-type': 'application/json' },
    };
    return this.#send(`${this.#address.service}/csc/v2/${method}`, request, schema);
  }

  /** @throws {SigningServiceUnavailable} {SigningServiceRefused} */
  async #send<Schema extends z.ZodType>(
    url: string,
    request: RequestInit,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    const { status, text } = await this.#exchange(url, request);
    if (status >= 500 || status === 429) throw new SigningServiceUnavailable(`HTTP ${status} from ${url}`);
    const answer = json(text);
    if (status !== 200) {
      const { error = `HTTP ${status}` } = serviceError.safeParse(answer).data ?? {};
      throw new SigningServiceRefused(`${error} from ${url}`);
    }
    const parsed = schema.safeParse(answer);
    if (!parsed.success) throw new SigningServiceRefused(`an answer of another form from ${url}`);
    return parsed.data;
  }

  async #exchange(url: string, request: RequestInit): Promise<{ status: number; text: string }> {
    try {
      const { patienceMs = PATIENCE_MS, deadline } = this.#address;
      const signal = AbortSignal.any([AbortSignal.timeout(patienceMs), deadline ?? []].flat());
      const response = await fetch(url, { method: 'POST', redirect: 'error', signal, ...request });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'unknown';
      throw new SigningServiceUnavailable(`no answer from ${url}: ${reason}`, { cause: error });
    }
  }
}

function base64(octets: Uint8Array): string {
  return Buffer.from(octets).toString('base64');
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
