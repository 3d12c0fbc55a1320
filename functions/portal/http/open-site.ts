import type { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Clock } from '../../platform/clock.ts';
import type { NewId } from '../../platform/ids.ts';
import { answerUnexpected } from './answer-unexpected.tsx';
import { answerUnrouted } from './answer-unrouted.ts';
import { chooseLanguage } from './language.ts';
import { logRequests } from './log-requests.ts';
import { requireOriginSecret } from './origin-secret.ts';
import type { PortalEnv, Site } from './portal-env.ts';
import { securityHeaders } from './security-headers.ts';

export interface SiteDeps {
  readonly settings: {
    readonly publicBaseUrl: string;
    /** secrets an edge must send; none where nothing stands before the portal */
    readonly originSecrets: readonly string[];
    /** origin of the object store, where pages may send forms to it */
    readonly uploadsTo?: string;
  };
  readonly assets: Omit<Site, 'publicBaseUrl'>;
  readonly clock: Clock;
  readonly newId: NewId;
}

/**
 * What each application of ours does whoever asks for whatever: every answer has its language, its headers and its
 * line in the log, and so has what no route takes and what fails.
 */
export function openSite(app: Hono<PortalEnv>, { settings, assets, clock, newId }: SiteDeps): void {
  const { publicBaseUrl, originSecrets, uploadsTo } = settings;
  const site = { publicBaseUrl, stylesheet: assets.stylesheet, script: assets.script };
  const introduceSite = createMiddleware<PortalEnv>((c, next) => {
    c.set('site', site);
    c.set('language', 'vi');
    return next();
  });
  app.use(introduceSite, logRequests(clock), securityHeaders(publicBaseUrl, uploadsTo), chooseLanguage);
  app.use(requireOriginSecret(originSecrets));
  app.notFound(answerUnrouted(app));
  app.onError(answerUnexpected(newId));
}
