import { OpenAPIHono } from '@hono/zod-openapi';
import { authenticate, refuseBadTokens, type AuthenticationDeps } from './auth/authenticate.ts';
import { refuseForgedForms } from './auth/csrf.ts';
import type { Assets } from './http/assets.ts';
import { openSite, type SiteDeps } from './http/open-site.ts';
import type { PortalEnv } from './http/portal-env.ts';
import { limitRate, type Allowances, type RateLimiter } from './http/rate-limit.ts';
import { assetRoutes } from './routes/asset-routes.ts';

/** What differs between two deployments of the portal. */
export type PortalSettings = SiteDeps['settings'] & { readonly allowances: Allowances };

/** What every function that answers people and systems needs, whatever its routes are. */
export interface FrontDeps extends AuthenticationDeps, SiteDeps {
  readonly settings: PortalSettings;
  readonly assets: Assets;
  readonly limiter: Pick<RateLimiter, 'take'>;
}

/**
 * A site without routes of its own: who asks is found out, counted and, where a token or a form is forged, refused.
 */
export function createFront(deps: FrontDeps): OpenAPIHono<PortalEnv> {
  const { settings } = deps;
  const app = new OpenAPIHono<PortalEnv>();
  openSite(app, deps);
  app.route('/', assetRoutes(deps.assets));
  app.use(authenticate(deps), limitRate(deps.limiter, settings.allowances), refuseBadTokens);
  app.use(refuseForgedForms(settings.publicBaseUrl));
  return app;
}
