import { OpenAPIHono } from '@hono/zod-openapi';
import { createMiddleware } from 'hono/factory';
import type { NewId } from '../platform/ids.ts';
import { authenticate, refuseBadTokens, type AuthenticationDeps } from './auth/authenticate.ts';
import { refuseForgedForms } from './auth/csrf.ts';
import type { Assets } from './http/assets.ts';
import { answerUnexpected } from './http/answer-unexpected.tsx';
import { answerUnrouted } from './http/answer-unrouted.ts';
import { chooseLanguage } from './http/language.ts';
import { logRequests } from './http/log-requests.ts';
import { requireOriginSecret } from './http/origin-secret.ts';
import type { PortalEnv } from './http/portal-env.ts';
import { limitRate, type Allowances, type RateLimiter } from './http/rate-limit.ts';
import { securityHeaders } from './http/security-headers.ts';
import { assetRoutes } from './routes/asset-routes.ts';

/** What differs between two deployments of the portal. */
export interface PortalSettings {
  readonly publicBaseUrl: string;
  /** secrets an edge must send; none where nothing stands before the portal */
  readonly originSecrets: readonly string[];
  readonly allowances: Allowances;
}

/** What every function that answers people and systems needs, whatever its routes are. */
export interface FrontDeps extends AuthenticationDeps {
  readonly settings: PortalSettings;
  readonly assets: Assets;
  readonly limiter: Pick<RateLimiter, 'take'>;
  readonly newId: NewId;
}

/**
 * An application without routes of its own: who asks is found out, counted and, where a token or a form is forged,
 * refused; every answer has its language, its headers and its line in the log.
 */
export function createFront(deps: FrontDeps): OpenAPIHono<PortalEnv> {
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
  app.notFound(answerUnrouted(app));
  app.onError(answerUnexpected(deps.newId));
  return app;
}
