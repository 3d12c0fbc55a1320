import { Hono } from 'hono';
import {
  clearSessionCookie,
  readSessionCookie,
  takeLoginCookie,
  writeLoginCookie,
  writeSessionCookie,
} from '../auth/cookies.ts';
import type { LoginProvider } from '../auth/login-provider.ts';
import type { AuthenticationDeps } from '../auth/authenticate.ts';
import { refusals } from '../auth/refusals.ts';
import { safePath } from '../auth/safe-path.ts';
import type { SessionStore } from '../auth/session-store.ts';
import { renderPage } from '../components/render-page.tsx';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { viewOf } from '../http/view.ts';
import { LoggedOutPage, LoginPage } from '../pages/login-pages.tsx';

export interface LoginDeps extends AuthenticationDeps {
  readonly login: Pick<LoginProvider, 'begin' | 'complete' | 'logoutAddress'>;
  readonly sessions: Pick<SessionStore, 'start' | 'find' | 'end'>;
}

/** Login by the authorization code flow with PKCE, and logout here and at the issuer. */
export function loginRoutes(deps: LoginDeps): Hono<PortalEnv> {
  const app = new Hono<PortalEnv>();
  app.get('/login', (c) => renderPage(c, <LoginPage view={viewOf(c)} to={safePath(c.req.query('to'))} />));
  app.get('/login/start', async (c) => {
    const { address, login } = await deps.login.begin(safePath(c.req.query('to')));
    writeLoginCookie(c, login);
    return c.redirect(address.href, 303);
  });
  app.get('/login/callback', (c) => finishLogin(deps, c));
  app.post('/logout', async (c) => {
    const id = readSessionCookie(c);
    if (id !== undefined) await deps.sessions.end(id);
    clearSessionCookie(c);
    const view = { ...viewOf(c), principal: undefined, csrf: undefined };
    const address = await deps.login.logoutAddress();
    // A redirect would be the answer to a form, which our policy lets go to ourselves alone; this is a navigation.
    c.header('refresh', `0; url=${address.href}`);
    return renderPage(c, <LoggedOutPage view={view} issuerLogout={address.href} />);
  });
  return app;
}

async function finishLogin(deps: LoginDeps, c: PortalContext): Promise<Response> {
  const login = takeLoginCookie(c);
  const token = login && (await deps.login.complete(new URL(c.req.url).search, login));
  if (!login || token === undefined) return answerRefusal(c, refusals.loginFailed);
  const claims = await deps.verifier.verify(token, deps.clock());
  if (!claims.ok) return answerRefusal(c, claims);
  const user = await deps.directory.findUser(claims.value.sub);
  if (!user) return answerRefusal(c, refusals.accountUnknown);
  writeSessionCookie(c, await deps.sessions.start(claims.value));
  return c.redirect(login.to, 303);
}
