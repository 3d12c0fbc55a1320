import { matchedRoutes } from 'hono/route';
import { logger } from '../../platform/logger.ts';
import type { NewId } from '../../platform/ids.ts';
import { ProblemPage } from '../pages/problem-page.tsx';
import { renderPage } from '../components/render-page.tsx';
import type { PortalContext } from './portal-env.ts';
import { problemType, type ProblemDetails } from './problem.ts';
import { wantsPage } from './surface.ts';
import { viewOf } from './view.ts';

/** Answers a broken world: an incident to quote, logged with the error's name, and nothing of its cause. */
export function answerUnexpected(newId: NewId) {
  return (error: Error, c: PortalContext): Response | Promise<Response> => {
    const incident = newId();
    const { method } = c.req;
    logger.error('request failed', { incident, method, route: routeOf(c), errorName: error.name, error });
    const view = viewOf(c);
    const problem: ProblemDetails = {
      type: problemType(view.site.publicBaseUrl, 'unexpected'),
      title: view.t.common.unexpectedTitle,
      status: 500,
      detail: view.t.common.unexpectedBody,
      code: 'unexpected',
      incident,
    };
    if (!wantsPage(c)) return c.json(problem, 500, { 'content-type': 'application/problem+json' });
    return renderPage(c, <ProblemPage view={view} problem={problem} />, 500);
  };
}

/** The pattern of the route that failed, never the address; middleware, which matches everything, is none. */
function routeOf(c: PortalContext): string {
  return matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path ?? 'none';
}
