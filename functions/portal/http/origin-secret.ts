import { createMiddleware } from 'hono/factory';
import { isFromEdge, ORIGIN_HEADER } from '../../delivery/index.ts';
import { answerRefusal } from './answer-refusal.tsx';
import type { PortalEnv } from './portal-env.ts';
import { requestRefusals } from './refusals.ts';

/** Answers only requests the edge passed on, where an edge stands before the portal. */
export function requireOriginSecret(secrets: readonly string[]) {
  return createMiddleware<PortalEnv>(async (c, next) => {
    if (!isFromEdge(c.req.header(ORIGIN_HEADER), secrets))
      return answerRefusal(c, requestRefusals.originSecret);
    c.set('behindEdge', secrets.length > 0);
    return next();
  });
}
