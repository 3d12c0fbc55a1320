import { OpenAPIHono } from '@hono/zod-openapi';
import { createMiddleware } from 'hono/factory';
import { authenticate } from './auth/authenticate.ts';
import { refuseForgedForms } from './auth/csrf.ts';
import { renderPage } from './components/render-page.tsx';
import type { PortalDeps } from './deps.ts';
import { answerRefusal } from './http/answer-refusal.tsx';
import { answerUnexpected } from './http/answer-unexpected.tsx';
import { chooseLanguage } from './http/language.ts';
import { logRequests } from './http/log-requests.ts';
import { requireOriginSecret } from './http/origin-secret.ts';
import type { PortalEnv } from './http/portal-env.ts';
import { limitRate } from './http/rate-limit.ts';
import { requestRefusals } from './http/refusals.ts';
import { securityHeaders } from './http/security-headers.ts';
import { viewOf } from './http/view.ts';
import { HomePage } from './pages/home-page.tsx';
import { assetRoutes } from './routes/asset-routes.ts';
import { loginRoutes } from './routes/login-routes.tsx';

/** The portal: the HTTP API and the pages, one Hono application for Lambda and for one machine. */
export function createPortal(deps: PortalDeps): OpenAPIHono<PortalEnv> {
  const { settings, assets } = deps;
  const app = new OpenAPIHono<PortalEnv>();
  const site = {
    publicBaseUrl: settings.publicBaseUrl,
    stylesheet: assets.stylesheet,
    script: assets.script,
  };
  const introduceSite = createMiddleware<PortalEnv>((c, next) => {
    c.set('site', site);
    c.set('language', 'vi');
    return next();
  });
  app.use(introduceSite, logRequests(deps.clock), securityHeaders(settings.publicBaseUrl), chooseLanguage);
  app.use(requireOriginSecret(settings.originSecrets));
  app.route('/', assetRoutes(assets));
  app.use(authenticate(deps), limitRate(deps.limiter, settings.allowances));
  app.use(refuseForgedForms(settings.publicBaseUrl));
  app.get('/', (c) => renderPage(c, <HomePage view={viewOf(c)} />));
  app.route('/', loginRoutes(deps));
  app.notFound((c) => answerRefusal(c, requestRefusals.notFound));
  app.onError(answerUnexpected(deps.newId));
  return app;
}
