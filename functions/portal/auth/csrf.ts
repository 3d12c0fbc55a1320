import { timingSafeEqual } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import { sha256 } from '../../platform/digest.ts';
import { CSRF_FIELD } from '../components/csrf-field.tsx';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { formParts } from '../http/read-form.ts';
import { refusals } from './refusals.ts';

/**
 * Refuses requests that change something when another site made the browser send them: a foreign `Origin`
 * always, and for sessions a form without the session's secret. Bearer tokens are never sent by themselves.
 */
export function refuseForgedForms(publicBaseUrl: string) {
  const own = new URL(publicBaseUrl).origin;
  return createMiddleware<PortalEnv>(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    if (c.get('principal')?.via === 'token') return next();
    const origin = c.req.header('origin');
    if (origin !== undefined && origin !== own) return answerRefusal(c, refusals.csrf);
    const secret = c.get('csrf');
    if (secret === undefined) return next();
    if (origin === undefined || !(await carries(c, secret))) return answerRefusal(c, refusals.csrf);
    return next();
  });
}

async function carries(c: PortalContext, secret: string): Promise<boolean> {
  const header = c.req.header('x-csrf-token');
  const sent = header ?? (await fieldOf(c));
  if (sent === undefined) return false;
  return timingSafeEqual(Buffer.from(sha256(sent)), Buffer.from(sha256(secret)));
}

async function fieldOf(c: PortalContext): Promise<string | undefined> {
  const parts = await formParts(c);
  const field = parts.ok ? parts.value[CSRF_FIELD] : undefined;
  return typeof field === 'string' ? field : undefined;
}
