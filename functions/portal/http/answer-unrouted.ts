import type { Hono } from 'hono';
import { answerRefusal } from './answer-refusal.tsx';
import type { PortalContext, PortalEnv } from './portal-env.ts';
import { requestRefusals } from './refusals.ts';

/** Addresses at which other functions answer GET: only what was sent with another method comes here. */
const ELSEWHERE = ['/health', '/download/:ticket'];

/** Answers what no route took: an address there is, with the methods it takes (RFC 9110, 15.5.6), or none. */
export function answerUnrouted(app: Pick<Hono<PortalEnv>, 'routes'>) {
  return (c: PortalContext): Response | Promise<Response> => {
    const elsewhere = ELSEWHERE.filter((path) => fits(path, c.req.path)).map(() => 'GET');
    const here = app.routes
      .filter(({ method, path }) => method !== 'ALL' && !path.includes('*') && fits(path, c.req.path))
      .map(({ method }) => method);
    const methods = [...here, ...elsewhere];
    if (methods.length === 0) return answerRefusal(c, requestRefusals.notFound);
    c.header('allow', [...new Set(methods)].join(', '));
    // Some pages are answered for browsers alone: the method is right, and there is nothing for programs.
    const taken = here.includes(c.req.method === 'HEAD' ? 'GET' : c.req.method);
    return answerRefusal(c, taken ? requestRefusals.notFound : requestRefusals.methodNotAllowed);
  };
}

/** Whether an address is of a pattern such as `/dossiers/:code`. */
function fits(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  return (
    wanted.length === given.length &&
    wanted.every((part, at) => (part.startsWith(':') ? given[at] !== '' : part === given[at]))
  );
}
