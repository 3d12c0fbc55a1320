import { Hono } from 'hono';
import { refuseForgedForms } from './auth/csrf.ts';
import { openSite, type SiteDeps } from './http/open-site.ts';
import type { PortalEnv } from './http/portal-env.ts';
import { type Allowance, limitAddress, type RateLimiter } from './http/rate-limit.ts';
import { verificationRoutes, type VerificationServices } from './routes/verification-routes.tsx';

export interface VerificationAppDeps extends SiteDeps {
  readonly settings: SiteDeps['settings'] & { readonly allowance: Allowance; readonly uploadsTo: string };
  readonly services: VerificationServices;
  readonly limiter: Pick<RateLimiter, 'take'>;
}

/**
 * The public verification service: a function apart from the portal, since it reads what strangers send. It knows
 * nobody, so that it neither reads sessions nor tokens.
 */
export function createVerificationApp(deps: VerificationAppDeps): Hono<PortalEnv> {
  const { publicBaseUrl, allowance } = deps.settings;
  const app = new Hono<PortalEnv>();
  openSite(app, deps);
  app.use(limitAddress(deps.limiter, 'verify', allowance));
  app.use(refuseForgedForms(publicBaseUrl));
  app.route('/', verificationRoutes(deps.services, publicBaseUrl));
  return app;
}
