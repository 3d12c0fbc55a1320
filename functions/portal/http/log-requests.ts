import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import type { Clock } from '../../platform/clock.ts';
import { logger } from '../../platform/logger.ts';
import type { PortalEnv } from './portal-env.ts';

/** One line for each request: the route's pattern, never its address, which may carry a link's secret. */
export function logRequests(clock: Clock) {
  return createMiddleware<PortalEnv>(async (c, next) => {
    const started = clock().getTime();
    await next();
    logger.info('request answered', {
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      ms: clock().getTime() - started,
    });
  });
}
