import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { PortalContext } from '../http/portal-env.ts';

/** Anything hono/jsx can draw. */
export type Markup = ReturnType<typeof html>;

/** Answers with a whole page. */
export function renderPage(
  c: PortalContext,
  page: Markup,
  status: ContentfulStatusCode = 200,
): Response | Promise<Response> {
  return c.html(html`<!doctype html>${page}`, status);
}
