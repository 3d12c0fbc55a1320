import { Hono } from 'hono';
import type { Assets } from '../http/assets.ts';
import type { PortalEnv } from '../http/portal-env.ts';

const YEAR = 'public, max-age=31536000, immutable';

/** Files of the pages: named by their content, so that browsers keep them for good. */
export function assetRoutes(assets: Assets): Hono<PortalEnv> {
  const app = new Hono<PortalEnv>();
  app.get('/assets/*', (c, next) => {
    const asset = assets.files.get(c.req.path);
    if (!asset) return next();
    const lasting = c.req.path === '/assets/icon.svg' ? 'public, max-age=3600' : YEAR;
    return c.body(asset.body, 200, { 'content-type': asset.type, 'cache-control': lasting });
  });
  return app;
}
