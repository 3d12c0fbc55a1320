import { createMiddleware } from 'hono/factory';
import type { Directory } from '../../directory/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { accept, type Outcome } from '../../platform/refusal.ts';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import { readSessionCookie } from './cookies.ts';
import type { Principal } from './principal.ts';
import { refusals } from './refusals.ts';
import type { SessionStore } from './session-store.ts';
import type { TokenVerifier } from './verify-token.ts';

export interface AuthenticationDeps {
  readonly verifier: Pick<TokenVerifier, 'verify'>;
  readonly sessions: Pick<SessionStore, 'find'>;
  readonly directory: Pick<Directory, 'findUser'>;
  readonly clock: Clock;
}

/**
 * Finds out who asks: a bearer token wins over a session's cookie. Refuses nobody yet, so that tries with bad
 * tokens are counted as anybody's.
 */
export function authenticate(deps: AuthenticationDeps) {
  return createMiddleware<PortalEnv>(async (c, next) => {
    const bearer = c.req.header('authorization');
    if (bearer === undefined) {
      await recogniseSession(deps, c);
    } else {
      const known = await principalOfToken(deps, bearer);
      if (known.ok) c.set('principal', known.value);
      else c.set('badToken', known);
    }
    return next();
  });
}

/** Refuses who sent a token that is no good, even where none is needed. */
export const refuseBadTokens = createMiddleware<PortalEnv>(async (c, next) => {
  const refusal = c.get('badToken');
  return refusal ? answerRefusal(c, refusal) : next();
});

async function principalOfToken(deps: AuthenticationDeps, header: string): Promise<Outcome<Principal>> {
  const token = /^Bearer +([^ ]+)$/i.exec(header)?.[1];
  if (token === undefined) return refusals.tokenInvalid;
  const claims = await deps.verifier.verify(token, deps.clock());
  if (!claims.ok) return claims;
  const user = await deps.directory.findUser(claims.value.sub);
  return user ? accept({ ...user, roles: claims.value.roles, via: 'token' }) : refusals.accountUnknown;
}

async function recogniseSession(deps: AuthenticationDeps, c: PortalContext): Promise<void> {
  const id = readSessionCookie(c);
  const found = id === undefined ? undefined : await deps.sessions.find(id);
  const user = found && (await deps.directory.findUser(found.sub));
  if (!found || !user) return;
  c.set('principal', { ...user, roles: found.roles, via: 'session' });
  c.set('csrf', found.csrf);
}
