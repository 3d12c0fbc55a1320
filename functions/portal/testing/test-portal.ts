import { exportJWK, generateKeyPair, SignJWT, createLocalJWKSet, type CryptoKey } from 'jose';
import type { Role, User } from '../../directory/index.ts';
import { Directory } from '../../directory/index.ts';
import { randomId } from '../../platform/ids.ts';
import { startTable, type TestTable } from '../../../test/support/table.ts';
import { SessionStore } from '../auth/session-store.ts';
import { TokenVerifier } from '../auth/verify-token.ts';
import { createPortal } from '../app.tsx';
import type { PortalDeps } from '../deps.ts';
import { loadSamples } from '../desk/samples.ts';
import { loadAssets } from '../http/assets.ts';
import { RateLimiter } from '../http/rate-limit.ts';

export const ORIGIN = 'http://localhost:8080';
export const ISSUER = 'https://login.example.vn/pool';
export const CLIENT = 'ket-qua-portal';

/** A portal over a real table, with an issuer of our own and a clock that tests move. */
export interface TestPortal {
  readonly app: ReturnType<typeof createPortal>;
  readonly deps: PortalDeps;
  readonly world: TestTable;
  readonly directory: Directory;
  now: Date;
  token(sub: string, claims?: Record<string, unknown>, key?: CryptoKey): Promise<string>;
  /** a user in the directory with a session; what its browser sends */
  signIn(user: Partial<User> & { sub: string }, roles: readonly Role[]): Promise<Browser>;
  stop(): Promise<void>;
}

export interface Browser {
  readonly cookie: string;
  readonly csrf: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
}

export const generous = { perMinute: 6_000, burst: 1_000 };

export async function startTestPortal(overrides: Partial<PortalDeps> = {}): Promise<TestPortal> {
  const world = await startTable();
  const keys = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'RS256' };
  const portal = { now: new Date('2026-11-24T02:00:00Z') } as TestPortal;
  const clock = () => portal.now;
  const directory = new Directory(world.table);
  const sessions = new SessionStore(world.table, clock, randomId);
  const nodeModules = new URL('../../../node_modules/', import.meta.url);
  const deps = {
    settings: {
      publicBaseUrl: ORIGIN,
      originSecrets: [],
      allowances: { integration: generous, person: generous, anonymous: generous, factor: generous },
    },
    assets: await loadAssets({
      own: new URL('../assets/', import.meta.url),
      designSystem: new URL('govuk-frontend/dist/govuk/', nodeModules),
      typeface: new URL('@fontsource/be-vietnam-pro/files/', nodeModules),
    }),
    verifier: new TokenVerifier(ISSUER, CLIENT, createLocalJWKSet({ keys: [jwk] })),
    tokenAgent: 'http://127.0.0.1:27631',
    samples: await loadSamples(new URL('../../../examples/dossiers/', import.meta.url)),
    sessions,
    directory,
    clock,
    newId: randomId,
    limiter: new RateLimiter(world.table, clock),
    ...overrides,
  } as PortalDeps;
  const app = createPortal(deps);
  return Object.assign(portal, {
    app,
    deps,
    world,
    directory,
    token: (sub: string, claims: Record<string, unknown> = {}, key: CryptoKey = keys.privateKey) =>
      signToken(sub, claims, key, clock()),
    signIn: async (user: Partial<User> & { sub: string }, roles: readonly Role[]) => {
      await directory.putUser({ name: 'Trần Thị Thử', agencies: [], ...user });
      const id = await sessions.start({ sub: user.sub, roles });
      const found = await sessions.find(id);
      return browserOf(app, `__Host-session=${id}`, found?.csrf ?? '');
    },
    stop: () => world.stop(),
  });
}

function signToken(sub: string, claims: Record<string, unknown>, key: CryptoKey, now: Date): Promise<string> {
  const seconds = Math.floor(now.getTime() / 1_000);
  return new SignJWT({
    token_use: 'access',
    client_id: CLIENT,
    iss: ISSUER,
    iat: seconds,
    exp: seconds + 3_600,
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
    .setSubject(sub)
    .sign(key);
}

function browserOf(app: ReturnType<typeof createPortal>, cookie: string, csrf: string): Browser {
  return {
    cookie,
    csrf,
    get: async (path, headers = {}) =>
      app.request(path, { headers: { accept: 'text/html', cookie, ...headers } }),
    post: async (path, fields, headers = {}) =>
      app.request(path, {
        method: 'POST',
        body: new URLSearchParams({ csrf, ...fields }),
        headers: { accept: 'text/html', origin: ORIGIN, cookie, ...headers },
      }),
  };
}
