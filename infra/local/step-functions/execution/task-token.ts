import { randomBytes } from 'node:crypto';

/** What a task token says; the random part makes it a secret, the rest finds its task. */
export type TokenAddress = { executionArn: string; trackId: string };

/** At most 2,048 characters, as the service's are. */
export function newTaskToken({ executionArn, trackId }: TokenAddress): string {
  const secret = randomBytes(24).toString('base64url');
  return Buffer.from(JSON.stringify([executionArn, trackId, secret])).toString('base64url');
}

/** `undefined` when the text was never a token of this engine. */
export function readTaskToken(token: string): TokenAddress | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (!Array.isArray(parts) || parts.length !== 3) return undefined;
    const [executionArn, trackId]: unknown[] = parts;
    if (typeof executionArn !== 'string' || typeof trackId !== 'string') return undefined;
    return { executionArn, trackId };
  } catch {
    return undefined;
  }
}
