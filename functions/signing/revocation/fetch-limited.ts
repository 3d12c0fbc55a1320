/** One HTTP answer of a size known beforehand, from an address that a certificate names. */
import { Buffer } from 'node:buffer';

export interface LimitedRequest {
  readonly maximalBytes: number;
  readonly signal: AbortSignal;
  /** Sent by POST; without it the answer is fetched by GET. */
  readonly question?: { readonly type: string; readonly body: Uint8Array };
}

/** @throws {Error} where the address is no plain web address, does not answer 200, or answers with more */
export async function fetchLimited(address: string, request: LimitedRequest): Promise<Uint8Array> {
  const { question, signal, maximalBytes } = request;
  const { protocol } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') throw new Error(`${protocol} is not asked`);
  const response = await fetch(address, {
    signal,
    redirect: 'error',
    ...(question && {
      method: 'POST',
      headers: { 'content-type': question.type },
      body: new Uint8Array(question.body),
    }),
  });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new Error(`status ${response.status}`);
  }
  return readLimited(response.body, maximalBytes);
}

async function readLimited(body: ReadableStream<Uint8Array>, maximalBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maximalBytes) throw new Error(`more than ${maximalBytes} bytes`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
