import { nameTwice } from '../../platform/name-twice.ts';
import { accept, type Outcome } from '../../platform/refusal.ts';
import type { PortalContext } from './portal-env.ts';
import { requestRefusals } from './refusals.ts';

/** Largest body the API reads, bytes. */
export const MOST_BYTES = 256 * 1_024;

const MOST_LEVELS = 32;

/** The body as JSON: declared as such, not too large, in UTF-8, well formed and not too deep. */
export async function readJson(c: PortalContext): Promise<Outcome<unknown>> {
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(c.req.header('content-type') ?? '')) {
    return requestRefusals.notJson;
  }
  const bytes = await c.req.arrayBuffer();
  if (bytes.byteLength > MOST_BYTES) return requestRefusals.tooLarge;
  return parseJson(new Uint8Array(bytes));
}

/** What API Gateway makes of bytes that are no UTF-8 before the function sees them. */
const REPLACED = '\u{fffd}';

/** JSON text in UTF-8 to its value. */
export function parseJson(bytes: Uint8Array): Outcome<unknown> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.includes(REPLACED)) return requestRefusals.malformed;
    if (depthOf(text) > MOST_LEVELS) return requestRefusals.tooDeep;
    const value: unknown = JSON.parse(text);
    return nameTwice(text) === undefined ? accept(value) : requestRefusals.nameTwice;
  } catch {
    return requestRefusals.malformed;
  }
}

/** Deepest nesting of brackets outside strings, before anything recursive sees the text. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at];
    if (mark === '"') quoted = !quoted;
    else if (quoted && mark === '\\') at += 1;
    else if (!quoted && (mark === '[' || mark === '{')) deepest = Math.max(deepest, (depth += 1));
    else if (!quoted && (mark === ']' || mark === '}')) depth -= 1;
  }
  return deepest;
}
