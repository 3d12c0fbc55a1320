import { timingSafeEqual } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import { sha256 } from '../../platform/digest.ts';
import { answerRefusal } from './answer-refusal.tsx';
import type { PortalEnv } from './portal-env.ts';
import { requestRefusals } from './refusals.ts';

/** Header in which the edge proves itself. */
export const ORIGIN_SECRET_HEADER = 'x-origin-secret';

/** Answers only requests the edge passed on; any of the secrets will do, so that they can be rotated. */
export function requireOriginSecret(secrets: readonly string[]) {
  const accepted = secrets.map((secret) => Buffer.from(sha256(secret)));
  return createMiddleware<PortalEnv>(async (c, next) => {
    const sent = Buffer.from(sha256(c.req.header(ORIGIN_SECRET_HEADER) ?? ''));
    const behindEdge = accepted.filter((secret) => timingSafeEqual(secret, sent)).length > 0;
    c.set('behindEdge', behindEdge);
    if (accepted.length > 0 && !behindEdge) return answerRefusal(c, requestRefusals.originSecret);
    return next();
  });
}
