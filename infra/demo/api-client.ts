import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** The API answered what the demo cannot go on with. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
}

/** Problem details (RFC 9457) as the API gives them. */
export const problem = z.object({
  status: z.number(),
  code: z.string(),
  detail: z.string().optional(),
  title: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), rule: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;

export type TokenOf = (username: string) => Promise<string>;

const MOST_TRIES = 8;

/** The product's HTTP API as a user of it sees it: one person or machine, one bearer token. */
export class ApiClient {
  readonly #base: string;
  readonly #username: string;
  readonly #tokenOf: TokenOf;
  #token: Promise<string> | undefined;

  constructor(base: string, username: string, tokenOf: TokenOf) {
    this.#base = base;
    this.#username = username;
    this.#tokenOf = tokenOf;
  }

  /** Sends a request; waits as told where the answer is 429. */
  async send(method: 'GET' | 'POST', path: string, body?: unknown, language = 'vi'): Promise<Response> {
    this.#token ??= this.#tokenOf(this.#username);
    const token = await this.#token;
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetch(`${this.#base}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          'accept-language': language,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (response.status !== 429 || attempt === MOST_TRIES) return response;
      await response.body?.cancel();
      await sleep(1000 * Number(response.headers.get('retry-after') ?? '1'));
    }
  }

  /** @throws {ApiFailure} when the answer is not a success of the expected shape */
  async get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
    const response = await this.send('GET', path);
    if (!response.ok) throw new ApiFailure(`GET ${path}: ${response.status} ${await response.text()}`);
    return schema.parse(await response.json());
  }

  /** @throws {ApiFailure} when the answer is not a success */
  async post(path: string, body: unknown): Promise<void> {
    const response = await this.send('POST', path, body);
    const text = await response.text();
    if (!response.ok) throw new ApiFailure(`POST ${path}: ${response.status} ${text}`);
  }

  /** @throws {ApiFailure} when there is no file */
  async download(path: string): Promise<Uint8Array> {
    const response = await this.send('GET', path);
    if (!response.ok) throw new ApiFailure(`GET ${path}: ${response.status} ${await response.text()}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}
