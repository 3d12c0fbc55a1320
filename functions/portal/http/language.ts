import { createMiddleware } from 'hono/factory';
import { getCookie, setCookie } from 'hono/cookie';
import { isLanguage, preferredLanguage, type Language } from '../text/language.ts';
import type { PortalContext, PortalEnv } from './portal-env.ts';
import { wantsPage } from './surface.ts';

const YEAR_SECONDS = 365 * 24 * 3_600;

/**
 * Chooses the language. Pages are Vietnamese until the reader switches with `?lang=`, which a cookie remembers;
 * programs ask with Accept-Language.
 */
export const chooseLanguage = createMiddleware<PortalEnv>(async (c, next) => {
  const asked = c.req.query('lang');
  if (isLanguage(asked)) {
    setCookie(c, 'lang', asked, { path: '/', maxAge: YEAR_SECONDS, sameSite: 'Lax', httpOnly: true });
  }
  c.set('language', isLanguage(asked) ? asked : remembered(c));
  await next();
  c.header('content-language', c.get('language'));
  c.header(
    'vary',
    c.res.headers.has('content-encoding') ? 'Accept-Encoding' : 'Accept, Accept-Language, Cookie',
  );
});

function remembered(c: PortalContext): Language {
  const cookie = getCookie(c, 'lang');
  if (isLanguage(cookie)) return cookie;
  return wantsPage(c) ? 'vi' : preferredLanguage(c.req.header('accept-language'));
}
