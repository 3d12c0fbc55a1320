import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import type { PortalEnv } from '../http/portal-env.ts';

/** `__Host-` cookies (RFC 6265bis): this host only, whole path, Secure. Browsers take http://localhost for secure. */
const hostOnly = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;

const LOGIN_SECONDS = 600;

/** What the portal remembers of a login under way, in a cookie of ten minutes. */
const loginUnderWay = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** path to return to */
  to: z.string(),
});
export type LoginUnderWay = z.infer<typeof loginUnderWay>;

export function readSessionCookie(c: Context<PortalEnv>): string | undefined {
  return getCookie(c, 'session', 'host');
}

export function writeSessionCookie(c: Context<PortalEnv>, id: string): void {
  setCookie(c, 'session', id, hostOnly);
}

export function clearSessionCookie(c: Context<PortalEnv>): void {
  deleteCookie(c, 'session', hostOnly);
}

export function writeLoginCookie(c: Context<PortalEnv>, login: LoginUnderWay): void {
  const value = Buffer.from(JSON.stringify(login)).toString('base64url');
  setCookie(c, 'login', value, { ...hostOnly, maxAge: LOGIN_SECONDS });
}

/** The login under way, once: reading it ends it. */
export function takeLoginCookie(c: Context<PortalEnv>): LoginUnderWay | undefined {
  const value = getCookie(c, 'login', 'host');
  if (value === undefined) return undefined;
  deleteCookie(c, 'login', hostOnly);
  return parseLogin(value);
}

function parseLogin(value: string): LoginUnderWay | undefined {
  try {
    return loginUnderWay.parse(JSON.parse(Buffer.from(value, 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}
