import { createHash, timingSafeEqual } from 'node:crypto';

/** Header by which the edge in front of the API proves itself. */
export const ORIGIN_HEADER = 'x-origin-secret';

/** Whether a request came through the edge: any of the valid values (two while they rotate), none configured lets all in. */
export function isFromEdge(header: string | undefined, secrets: readonly string[]): boolean {
  if (secrets.length === 0) return true;
  const given = digest(header ?? '');
  return secrets.map((secret) => timingSafeEqual(given, digest(secret))).includes(true);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
