import { OpenAPIHono } from '@hono/zod-openapi';
import { createMiddleware } from 'hono/factory';
import { citizenRoutes } from './api/citizen-routes.ts';
import { copyRoutes } from './api/copy-routes.ts';
import { documentRoutes, openApiOf, registerComponents } from './api/document-routes.ts';
import { dossierRoutes } from './api/dossier-routes.ts';
import { inboxRoutes } from './api/inbox-routes.ts';
import { postRoutes } from './api/post-routes.ts';
import { repairRoutes } from './api/repair-routes.ts';
import { resultRoutes } from './api/result-routes.ts';
import { returnRoutes } from './api/return-routes.ts';
import { templateRoutes } from './api/template-routes.ts';
import { signingRoutes } from './api/signing-routes.ts';
import { authenticate, refuseBadTokens } from './auth/authenticate.ts';
import { refuseForgedForms } from './auth/csrf.ts';
import { renderPage } from './components/render-page.tsx';
import type { PortalDeps } from './deps.ts';
import { docsRoutes } from './docs/docs-routes.tsx';
import { answerUnexpected } from './http/answer-unexpected.tsx';
import { answerUnrouted } from './http/answer-unrouted.ts';
import { chooseLanguage } from './http/language.ts';
import { logRequests } from './http/log-requests.ts';
import { requireOriginSecret } from './http/origin-secret.ts';
import type { PortalEnv } from './http/portal-env.ts';
import { limitAddress, limitRate } from './http/rate-limit.ts';
import { securityHeaders } from './http/security-headers.ts';
import { viewOf } from './http/view.ts';
import { HomePage } from './pages/home-page.tsx';
import { assetRoutes } from './routes/asset-routes.ts';
import { citizenPageRoutes } from './routes/citizen-page-routes.tsx';
import { dossierPageRoutes } from './routes/dossier-page-routes.tsx';
import { inboxPageRoutes } from './routes/inbox-page-routes.tsx';
import { postPageRoutes } from './routes/post-page-routes.tsx';
import { repairsPageRoutes } from './routes/repairs-page-routes.tsx';
import { signingPageRoutes } from './routes/signing-page-routes.tsx';
import { submitPageRoutes } from './routes/submit-page-routes.tsx';
import { loginRoutes } from './routes/login-routes.tsx';

/** The portal: the HTTP API and the pages, one Hono application for Lambda and for one machine. */
export function createPortal(deps: PortalDeps): OpenAPIHono<PortalEnv> {
  const { settings, assets } = deps;
  const app = new OpenAPIHono<PortalEnv>();
  const site = {
    publicBaseUrl: settings.publicBaseUrl,
    stylesheet: assets.stylesheet,
    script: assets.script,
    agentScript: assets.agentScript,
  };
  const introduceSite = createMiddleware<PortalEnv>((c, next) => {
    c.set('site', site);
    c.set('language', 'vi');
    return next();
  });
  app.use(introduceSite, logRequests(deps.clock), securityHeaders(settings.publicBaseUrl), chooseLanguage);
  app.use(requireOriginSecret(settings.originSecrets));
  app.route('/', assetRoutes(assets));
  app.use(authenticate(deps), limitRate(deps.limiter, settings.allowances), refuseBadTokens);
  app.use(refuseForgedForms(settings.publicBaseUrl));
  app.get('/', (c) => renderPage(c, <HomePage view={viewOf(c)} />));
  addApi(app, deps);
  addPages(app, deps);
  app.notFound(answerUnrouted(app));
  app.onError(answerUnexpected(deps.newId));
  return app;
}

function addApi(app: OpenAPIHono<PortalEnv>, deps: PortalDeps): void {
  const { publicBaseUrl, allowances } = deps.settings;
  const given = { services: deps.services, clock: deps.clock, publicBaseUrl };
  registerComponents(app, deps.samples[0]?.dossier);
  app.route('/', dossierRoutes(given));
  app.route('/', templateRoutes(given));
  app.route('/', resultRoutes(given));
  app.route('/', copyRoutes(given));
  app.route('/', signingRoutes(given));
  app.route('/', returnRoutes(given));
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
  app.route('/', signingPageRoutes({ ...given, tokenAgent: deps.settings.tokenAgent }));
  app.route('/', dossierPageRoutes(given));
  app.route('/', postPageRoutes(given));
  app.route('/', repairsPageRoutes(given));
  app.route('/', submitPageRoutes({ ...given, samples: deps.samples }));
  app.route('/', citizenPageRoutes(given));
}
