import { Hono } from 'hono';
import { renderPage } from '../components/render-page.tsx';
import type { PortalEnv } from '../http/portal-env.ts';
import { viewOf } from '../http/view.ts';
import { DocsPage } from './docs-page.tsx';
import { apiDocument } from './openapi.ts';

/**
 * The readable page of the API at `/docs`.
 * @param describe gives the OpenAPI document, which is whole only once every route is there
 */
export function docsRoutes(describe: () => unknown): Hono<PortalEnv> {
  const app = new Hono<PortalEnv>();
  app.get('/docs', (c) => {
    const document = apiDocument.parse(describe());
    return renderPage(c, <DocsPage view={viewOf(c)} document={document} />);
  });
  return app;
}
