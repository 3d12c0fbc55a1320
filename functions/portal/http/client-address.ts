import type { PortalContext } from './portal-env.ts';

/**
 * The caller's network address as the trusted side tells it: CloudFront's viewer header, which only a request
 * with the origin secret brings this far, else what API Gateway saw. Never `X-Forwarded-For`, which anyone sets.
 */
export function clientAddress(c: PortalContext): string {
  const viewer = c.get('behindEdge') ? c.req.header('cloudfront-viewer-address') : undefined;
  return viewer?.replace(/:\d+$/, '') ?? c.env?.requestContext?.http?.sourceIp ?? 'unknown';
}
