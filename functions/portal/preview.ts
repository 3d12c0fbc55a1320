import type { OpenAPIHono } from '@hono/zod-openapi';
import type { previewDossier } from '../rendering/index.ts';
import { addPreview } from './api/preview-dossier-route.ts';
import { createFront, type FrontDeps } from './front.ts';
import type { PortalEnv } from './http/portal-env.ts';
import { previewPageRoutes } from './routes/preview-page-routes.tsx';

export interface PreviewDeps extends FrontDeps {
  readonly previewDossier: (given: Parameters<typeof previewDossier>[1]) => ReturnType<typeof previewDossier>;
}

/** The previews, which need the page engine: an application beside the portal, with fewer rights. */
export function createPreview(deps: PreviewDeps): OpenAPIHono<PortalEnv> {
  const app = createFront(deps);
  addPreview(app, deps);
  app.route('/', previewPageRoutes(deps));
  return app;
}
