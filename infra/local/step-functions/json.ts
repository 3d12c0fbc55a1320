/** What travels between states: the service stores and passes JSON only. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** Largest input, output, argument or single variable, in bytes of UTF-8 (service quota: 256 KiB). */
export const MAX_PAYLOAD_BYTES = 262_144;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Passes a value through JSON text, so that nothing but JSON survives. `undefined` becomes null. */
export function throughJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value) ?? 'null');
}

/** Parses JSON text; `undefined` when it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function byteLength(value: Json): number {
  return Buffer.byteLength(JSON.stringify(value));
}
