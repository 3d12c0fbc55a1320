import type { PortalContext } from './portal-env.ts';

/** True when a person's browser asks for a page; programs ask for JSON, a PDF or anything. */
export function wantsPage(c: PortalContext): boolean {
  return (c.req.header('accept') ?? '').includes('text/html');
}
