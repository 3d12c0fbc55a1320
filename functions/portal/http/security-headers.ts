import { createMiddleware } from 'hono/factory';
import type { PortalEnv } from './portal-env.ts';

/**
 * Our own files and forms only: no inline script or style, no frame; and no connection and no inline picture but by a
 * page's own exception.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

/**
 * Headers of every answer.
 * @param uploadsTo origin of the object store, where forms may be sent there, too
 */
export function securityHeaders(publicBaseUrl: string, uploadsTo?: string) {
  const forms = uploadsTo === undefined ? "form-action 'self'" : `form-action 'self' ${uploadsTo}`;
  const headers = {
    'x-content-type-options': 'nosniff',
    // with no-referrer, browsers send `Origin: null` with our own forms, which CSRF protection must refuse
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    ...(publicBaseUrl.startsWith('https:') && {
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
    }),
  };
  return createMiddleware<PortalEnv>(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    const images = c.get('pictures') === 'inline' ? "img-src 'self' data:" : "img-src 'self'";
    const connectsTo = c.get('connectsTo');
    const connections = connectsTo === undefined ? [] : [`connect-src ${connectsTo}`];
    c.header('content-security-policy', [...POLICY, images, forms, ...connections].join('; '));
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  });
}
