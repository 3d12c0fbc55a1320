import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoIntegration, demoPassword, demoPeople } from '../demo/demo-people.ts';
import type { Listening } from '../http/listen.ts';
import { startOidc } from './server.ts';

const portal = { publicBaseUrl: 'http://localhost:8080', portalClientId: 'ket-qua-portal' };
let directory: string;
let provider: Listening;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'oidc-'));
  provider = await startOidc({ directory, port: 0, ...portal });
});
afterAll(() => provider.close());

async function token(form: Record<string, string>): Promise<Response> {
  return fetch(`${provider.url}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
}

async function claimsOf(accessToken: string) {
  const keys = createRemoteJWKSet(new URL(`${provider.url}/jwks`));
  return (await jwtVerify(accessToken, keys, { issuer: provider.url, algorithms: ['RS256'] })).payload;
}

const demoGrant = (username: string, password: string) =>
  token({ grant_type: 'urn:ket-qua:demo-user', client_id: portal.portalClientId, username, password });

describe('tokens for the shell', () => {
  it('carry a person’s groups as Cognito’s access tokens do', async () => {
    const answer = await (await demoGrant('official', demoPassword)).json();
    expect(await claimsOf(answer.access_token)).toMatchObject({
      token_use: 'access',
      client_id: portal.portalClientId,
      sub: demoPeople[0]!.sub,
      username: 'official',
      'cognito:groups': ['official'],
      scope: 'openid',
    });
  });

  it('are refused for a wrong password or an unknown name', async () => {
    expect((await demoGrant('official', 'sai')).status).toBe(400);
    expect((await demoGrant('ai-do', demoPassword)).status).toBe(400);
  });

  it('carry scopes and no groups for a machine', async () => {
    const answer = await token({
      grant_type: 'client_credentials',
      client_id: demoIntegration.clientId,
      client_secret: demoIntegration.clientSecret,
      scope: demoIntegration.scope,
    });
    const claims = await claimsOf((await answer.json()).access_token);
    expect(claims).toMatchObject({
      token_use: 'access',
      sub: demoIntegration.clientId,
      scope: demoIntegration.scope,
    });
    expect(claims).not.toHaveProperty(['cognito:groups']);
  });
});

/** A browser of few words: keeps cookies, follows redirects inside the provider. */
class Visitor {
  readonly #cookies = new Map<string, string>();

  async go(url: string, init: RequestInit = {}): Promise<{ response: Response; url: string }> {
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie: this.#header() } });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]!.split(/=(.*)/su);
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const location = response.headers.get('location');
    const next = location === null ? undefined : new URL(location, url).href;
    return next?.startsWith(provider.url) === true ? this.go(next) : { response, url: next ?? url };
  }

  #header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

async function begin() {
  const config = await client.discovery(
    new URL(provider.url),
    portal.portalClientId,
    undefined,
    client.None(),
    {
      execute: [client.allowInsecureRequests],
    },
  );
  const verifier = client.randomPKCECodeVerifier();
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri: `${portal.publicBaseUrl}/login/callback`,
    scope: 'openid',
    state: 's',
    nonce: 'n',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  return { config, verifier, address };
}

const form = (username: string, password: string) => ({
  method: 'POST',
  body: new URLSearchParams({ username, password }),
});

describe('the login by code flow with PKCE', () => {
  it('shows a Vietnamese page, refuses a wrong password, and ends with the person’s token', async () => {
    const { config, verifier, address } = await begin();
    const visitor = new Visitor();
    const shown = await visitor.go(address.href);
    const text = await shown.response.text();
    expect(text).toContain('<html lang="vi">');
    expect(text).toContain('Trần Hữu Nghĩa');
    const wrong = await visitor.go(shown.url, form('clerk', 'sai'));
    expect(wrong.response.status).toBe(403);
    expect(await wrong.response.text()).toContain('Mật khẩu không đúng');
    const back = await visitor.go(shown.url, form('clerk', demoPassword));
    const tokens = await client.authorizationCodeGrant(config, new URL(back.url), {
      pkceCodeVerifier: verifier,
      expectedState: 's',
      expectedNonce: 'n',
    });
    expect(await claimsOf(tokens.access_token)).toMatchObject({
      username: 'clerk',
      'cognito:groups': ['clerk'],
      token_use: 'access',
    });
  });

  it('remembers the session over a restart, and forgets it after logout', async () => {
    const { address } = await begin();
    const visitor = new Visitor();
    const shown = await visitor.go(address.href);
    await visitor.go(shown.url, form('official', demoPassword));
    await provider.close();
    provider = await startOidc({ directory, port: provider.port, ...portal });
    expect((await visitor.go(address.href)).url).toContain('/login/callback?code=');
    const logout = `${provider.url}/logout?client_id=${portal.portalClientId}&post_logout_redirect_uri=${portal.publicBaseUrl}/`;
    const asked = await visitor.go(logout);
    const xsrf = /name="xsrf" value="([^"]+)"/u.exec(await asked.response.text())![1]!;
    const out = await visitor.go(`${provider.url}/logout/confirm`, {
      method: 'POST',
      body: new URLSearchParams({ xsrf, logout: 'yes' }),
    });
    expect(out.url).toBe(`${portal.publicBaseUrl}/`);
    expect((await visitor.go(address.href)).url).toContain('/login/');
  });

  it('sends nobody to an address that is not the portal’s', async () => {
    const { address } = await begin();
    address.searchParams.set('redirect_uri', 'http://evil.example/');
    const { response } = await new Visitor().go(address.href);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Không đăng nhập được');
  });

  it('knows no login that was not begun in this browser', async () => {
    expect((await fetch(`${provider.url}/login/khong-co`)).status).toBe(400);
  });
});
