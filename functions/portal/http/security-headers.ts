import { createMiddleware } from 'hono/factory';
import type { PortalEnv } from './portal-env.ts';

/** Headers of every answer. The policy allows our own files and forms only: no inline script or style, no frame. */
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
    c.header('content-security-policy', policy(c.get('pictures') === 'inline' ? "'self' data:" : "'self'"));
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  });
}

function policy(images: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src ${images}`,
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
