import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Clock } from '../platform/clock.ts';
import type { NewId } from '../platform/ids.ts';
import { refuseForgedForms } from './auth/csrf.ts';
import { answerUnexpected } from './http/answer-unexpected.tsx';
import { answerUnrouted } from './http/answer-unrouted.ts';
import type { Assets } from './http/assets.ts';
import { chooseLanguage } from './http/language.ts';
import { logRequests } from './http/log-requests.ts';
import { requireOriginSecret } from './http/origin-secret.ts';
import type { PortalEnv } from './http/portal-env.ts';
import { type Allowance, limitAddress, type RateLimiter } from './http/rate-limit.ts';
import { securityHeaders } from './http/security-headers.ts';
import { verificationRoutes, type VerificationServices } from './routes/verification-routes.tsx';

export interface VerificationAppDeps {
  readonly settings: {
    readonly publicBaseUrl: string;
    readonly originSecrets: readonly string[];
    readonly allowance: Allowance;
    /** origin of the object store that files are uploaded to */
    readonly uploadsTo: string;
  };
  readonly services: VerificationServices;
  readonly assets: Pick<Assets, 'stylesheet' | 'script' | 'agentScript'>;
  readonly limiter: Pick<RateLimiter, 'take'>;
  readonly clock: Clock;
  readonly newId: NewId;
}

/**
 * The public verification service: a function apart from the portal, since it reads what strangers send. It knows
 * nobody, so that it neither reads sessions nor tokens.
 */
export function createVerificationApp(deps: VerificationAppDeps): Hono<PortalEnv> {
  const { publicBaseUrl, originSecrets, allowance, uploadsTo } = deps.settings;
  const { stylesheet, script, agentScript } = deps.assets;
  const app = new Hono<PortalEnv>();
  const introduceSite = createMiddleware<PortalEnv>((c, next) => {
    c.set('site', { publicBaseUrl, stylesheet, script, agentScript });
    c.set('language', 'vi');
    return next();
  });
  app.use(introduceSite, logRequests(deps.clock), securityHeaders(publicBaseUrl, uploadsTo), chooseLanguage);
  app.use(requireOriginSecret(originSecrets));
  app.use(limitAddress(deps.limiter, 'verify', allowance));
  app.use(refuseForgedForms(publicBaseUrl));
  app.route('/', verificationRoutes(deps.services, publicBaseUrl));
  app.notFound(answerUnrouted(app));
  app.onError(answerUnexpected(deps.newId));
  return app;
}
