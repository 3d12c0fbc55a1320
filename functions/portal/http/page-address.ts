import type { PortalContext } from './portal-env.ts';

/** Forms that are sent elsewhere than to the page they stand on. */
const FORM = /^(\/desk\/dossiers\/[^/]+\/[^/]+)\/[a-z]+$/;

/** Where the page lies that a request is about: for a form's answer, the page the form stands on. */
export function pagePath({ req }: PortalContext): string {
  if (req.method === 'GET' || req.method === 'HEAD') return req.path;
  return req.path === '/logout' ? '/' : req.path.replace(FORM, '$1');
}

/** The same with its question, to come back to: by the language switch, or after signing in. */
export function pageAddress(c: PortalContext): string {
  const query = new URL(c.req.url).searchParams;
  query.delete('lang');
  const question = query.toString();
  return question === '' ? pagePath(c) : `${pagePath(c)}?${question}`;
}
