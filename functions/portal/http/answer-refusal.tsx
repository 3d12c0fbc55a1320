import type { Refusal } from '../../platform/refusal.ts';
import { ProblemPage } from '../pages/problem-page.tsx';
import { renderPage } from '../components/render-page.tsx';
import type { PortalContext } from './portal-env.ts';
import { problemOf } from './problem.ts';
import { wantsPage } from './surface.ts';
import { viewOf } from './view.ts';

/** Answers a refusal: a page that says what to do for people, problem details (RFC 9457) for programs. */
export function answerRefusal(c: PortalContext, refusal: Refusal): Response | Promise<Response> {
  const { publicBaseUrl } = c.get('site');
  const problem = problemOf(refusal, c.get('language'), publicBaseUrl);
  // RFC 6750, section 3.1: who sent no token is told of no error.
  const error = c.req.header('authorization') === undefined ? '' : ', error="invalid_token"';
  if (refusal.status === 401) c.header('www-authenticate', `Bearer realm="ket-qua"${error}`);
  if (refusal.status === 429) c.header('retry-after', String(refusal.retryAfterSeconds ?? 60));
  if (!wantsPage(c)) return c.json(problem, refusal.status, { 'content-type': 'application/problem+json' });
  return renderPage(c, <ProblemPage view={viewOf(c)} problem={problem} />, refusal.status);
}
