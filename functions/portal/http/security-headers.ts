import { createMiddleware } from 'hono/factory';
import type { PortalEnv } from './portal-env.ts';

/** Our own files and forms only: no inline script or style, no frame, and no connection but a page's own exception. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

/** Headers of every answer. */
export function securityHeaders(publicBaseUrl: string) {
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
    const connectsTo = c.get('connectsTo');
    const policy = connectsTo === undefined ? POLICY : [...POLICY, `connect-src ${connectsTo}`];
    c.header('content-security-policy', policy.join('; '));
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  });
}
