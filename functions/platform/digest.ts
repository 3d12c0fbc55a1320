import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256 as 64 lower-case hexadecimal digits. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * RFC 8785 canonical JSON: the one byte form of a value that hashes are taken over.
 * @throws {TypeError} for a value JSON cannot hold
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('value has no JSON form');
  return text;
}
