import type { OpenAPIHono } from '@hono/zod-openapi';
import { citizenRoutes } from './api/citizen-routes.ts';
import { copyRoutes } from './api/copy-routes.ts';
import { documentRoutes, openApiOf, registerComponents } from './api/document-routes.ts';
import { dossierRoutes } from './api/dossier-routes.ts';
import { inboxRoutes } from './api/inbox-routes.ts';
import { pagePictureRoute } from './api/page-picture-route.ts';
import { previewRoute } from './api/preview-route.ts';
import { postRoutes } from './api/post-routes.ts';
import { recallRoutes } from './api/recall-routes.ts';
import { repairRoutes } from './api/repair-routes.ts';
import { resultRoutes } from './api/result-routes.ts';
import { returnRoutes } from './api/return-routes.ts';
import { templateRoutes } from './api/template-routes.ts';
import { signingRoutes } from './api/signing-routes.ts';
import { renderPage } from './components/render-page.tsx';
import type { PortalDeps } from './deps.ts';
import { docsRoutes } from './docs/docs-routes.tsx';
import { createFront } from './front.ts';
import type { PortalEnv } from './http/portal-env.ts';
import { limitAddress } from './http/rate-limit.ts';
import { viewOf } from './http/view.ts';
import { HomePage } from './pages/home-page.tsx';
import { citizenPageRoutes } from './routes/citizen-page-routes.tsx';
import { dossierPageRoutes } from './routes/dossier-page-routes.tsx';
import { inboxPageRoutes } from './routes/inbox-page-routes.tsx';
import { postPageRoutes } from './routes/post-page-routes.tsx';
import { recallPageRoutes } from './routes/recall-page-routes.tsx';
import { repairsPageRoutes } from './routes/repairs-page-routes.tsx';
import { signingPageRoutes } from './routes/signing-page-routes.tsx';
import { submitPageRoutes } from './routes/submit-page-routes.tsx';
import { loginRoutes } from './routes/login-routes.tsx';

/** The portal: the HTTP API and the pages, one Hono application for Lambda and for one machine. */
export function createPortal(deps: PortalDeps): OpenAPIHono<PortalEnv> {
  const app = createFront(deps);
  app.get('/', (c) => renderPage(c, <HomePage view={viewOf(c)} />));
  addApi(app, deps);
  addPages(app, deps);
  return app;
}

function addApi(app: OpenAPIHono<PortalEnv>, deps: PortalDeps): void {
  const { publicBaseUrl, allowances } = deps.settings;
  const given = { services: deps.services, clock: deps.clock, publicBaseUrl };
  registerComponents(app, deps.samples[0]?.dossier);
  app.route('/', dossierRoutes(given));
  for (const route of [previewRoute, pagePictureRoute]) app.openAPIRegistry.registerPath(route);
  app.route('/', templateRoutes(given));
  app.route('/', resultRoutes(given));
  app.route('/', copyRoutes(given));
  app.route('/', signingRoutes(given));
  app.route('/', returnRoutes(given));
  app.route('/', recallRoutes(given));
  app.route('/', repairRoutes(given));
  app.route('/', postRoutes(given));
  app.route('/', inboxRoutes(given));
  // Tries of a second factor, whatever link or code they are for.
  const limitTries = limitAddress(deps.limiter, 'factor', allowances.factor);
  app.post('/status', limitTries);
  app.post('/l/:token', limitTries);
  app.route('/', citizenRoutes(given));
  app.route('/', documentRoutes(app, publicBaseUrl));
  app.route(
    '/',
    docsRoutes(() => openApiOf(app, publicBaseUrl)),
  );
}

function addPages(app: OpenAPIHono<PortalEnv>, deps: PortalDeps): void {
  const { publicBaseUrl } = deps.settings;
  const given = { services: deps.services, clock: deps.clock, publicBaseUrl };
  app.route('/', loginRoutes(deps));
  app.route('/', inboxPageRoutes(given));
  app.route(
    '/',
    signingPageRoutes({ ...given, tokenAgent: deps.tokenAgent, script: deps.assets.agentScript }),
  );
  app.route('/', dossierPageRoutes(given));
  app.route('/', recallPageRoutes(given));
  app.route('/', postPageRoutes(given));
  app.route('/', repairsPageRoutes(given));
  app.route('/', submitPageRoutes({ ...given, samples: deps.samples }));
  app.route('/', citizenPageRoutes(given));
}
