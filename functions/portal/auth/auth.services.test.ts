import { generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ORIGIN, startTestPortal, type TestPortal } from '../testing/test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
  await portal.directory.putUser({ sub: 'official-1', name: 'Nguyễn Văn An', agencies: ['H01.12'] });
});
afterAll(() => portal.stop());

async function whoAnswers(token: string, path = '/inbox') {
  const answer = await portal.app.request(path, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, body: (await answer.json()) as { code: string; detail: string } };
}

describe('a bearer token', () => {
  it('is refused when another key signed it', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const forged = await portal.token('official-1', { 'cognito:groups': ['official'] }, privateKey);
    expect(await whoAnswers(forged)).toMatchObject({ status: 401, body: { code: 'token-invalid' } });
  });

  it('is refused when it has expired', async () => {
    const token = await portal.token('official-1', { exp: Math.floor(portal.now.getTime() / 1_000) - 60 });
    expect(await whoAnswers(token)).toMatchObject({ status: 401, body: { code: 'token-expired' } });
  });

  it('is refused when another issuer issued it', async () => {
    const token = await portal.token('official-1', { iss: 'https://elsewhere.example/pool' });
    expect(await whoAnswers(token)).toMatchObject({ status: 401, body: { code: 'token-issuer-unknown' } });
  });

  it('is refused when it is an ID token', async () => {
    const token = await portal.token('official-1', { token_use: 'id' });
    expect(await whoAnswers(token)).toMatchObject({ status: 401, body: { code: 'token-wrong-use' } });
  });

  it('is refused when it was issued to another application', async () => {
    const token = await portal.token('official-1', { client_id: 'another' });
    expect(await whoAnswers(token)).toMatchObject({ status: 401, body: { code: 'token-client-unknown' } });
  });

  it('is refused when it is no token, or signed with nothing', async () => {
    const header = Buffer.from('{"alg":"none"}').toString('base64url');
    const payload = Buffer.from('{"sub":"official-1"}').toString('base64url');
    for (const token of ['abc', `${header}.${payload}.`]) {
      expect(await whoAnswers(token)).toMatchObject({ status: 401, body: { code: 'token-invalid' } });
    }
  });

  it('is refused when the directory does not know whose it is', async () => {
    const token = await portal.token('stranger', { 'cognito:groups': ['official'] });
    expect(await whoAnswers(token)).toMatchObject({ status: 403, body: { code: 'account-unknown' } });
  });

  it('is refused in English when English is preferred, with a challenge as RFC 6750 asks', async () => {
    const answer = await portal.app.request('/inbox', {
      headers: { authorization: 'Basic abc', 'accept-language': 'en-GB,en;q=0.9,vi;q=0.5' },
    });
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ title: 'You need to sign in', code: 'token-invalid' });
  });
});

describe('a session', () => {
  it('shows the desks of its roles, and ends at its time even while its item is still there', async () => {
    const browser = await portal.signIn({ sub: 'clerk-1', agencies: ['H01.12'] }, ['clerk']);
    expect(await (await browser.get('/')).text()).toContain('Văn thư');
    const before = portal.now;
    portal.now = new Date(before.getTime() + 8 * 3_600_000);
    expect(await (await browser.get('/')).text()).not.toContain('href="/desk/clerk"');
    portal.now = before;
  });

  it('refuses a form without its secret, or from another site, or without an origin', async () => {
    const browser = await portal.signIn({ sub: 'clerk-2' }, ['clerk']);
    const tries = [
      browser.post('/logout', { csrf: 'wrong' }),
      browser.post('/logout', {}, { origin: 'https://evil.example' }),
      Promise.resolve(
        portal.app.request('/logout', {
          method: 'POST',
          body: new URLSearchParams({ csrf: browser.csrf }),
          headers: { cookie: browser.cookie },
        }),
      ),
    ];
    for (const answer of await Promise.all(tries)) expect(answer.status).toBe(403);
    expect(await (await browser.get('/')).text()).toContain('Trần Thị Thử');
  });
});

describe('login', () => {
  const login = { state: 's', nonce: 'n', verifier: 'v', to: '/desk/inbox' };
  const underWay = `__Host-login=${Buffer.from(JSON.stringify(login)).toString('base64url')}`;
  const providing = (token: string | undefined) => ({
    begin: async (to: string) => ({
      address: new URL('https://login.example.vn/auth?x=1'),
      login: { ...login, to },
    }),
    complete: async () => token,
    logoutAddress: async () => new URL('https://login.example.vn/logout'),
  });

  it('remembers state, nonce and verifier in a host-only cookie of ten minutes', async () => {
    const other = await startTestPortal({ login: providing(undefined) });
    const answer = await other.app.request('/login/start?to=//evil.example/x');
    expect(answer.status).toBe(303);
    const cookie = answer.headers.get('set-cookie') ?? '';
    for (const part of ['__Host-login=', 'Max-Age=600', 'HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) {
      expect(cookie).toContain(part);
    }
    const value = /__Host-login=([^;]+)/.exec(cookie)?.[1] ?? '';
    expect(JSON.parse(Buffer.from(value, 'base64url').toString())).toMatchObject({ to: '/' });
    await other.stop();
  });

  it('starts a session for a known account, and keeps no token of the issuer in the cookie or the table', async () => {
    const token = await portal.token('official-1', { 'cognito:groups': ['official'] });
    const other = await startTestPortal({ login: providing(token), verifier: portal.deps.verifier });
    await other.directory.putUser({ sub: 'official-1', name: 'Nguyễn Văn An', agencies: [] });
    const answer = await other.app.request('/login/callback?code=c&state=s', {
      headers: { cookie: underWay },
    });
    expect(answer.headers.get('location')).toBe('/desk/inbox');
    const cookie = /(__Host-session=[^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '';
    const home = await other.app.request('/', { headers: { accept: 'text/html', cookie } });
    expect(await home.text()).toContain('Nguyễn Văn An');
    expect(cookie.length).toBeLessThan(100);
    await other.stop();
  });

  it('is refused without its cookie, and when the issuer says no', async () => {
    const other = await startTestPortal({ login: providing(undefined) });
    const without = await other.app.request('/login/callback?code=c&state=s');
    const refused = await other.app.request('/login/callback?error=access_denied', {
      headers: { cookie: underWay },
    });
    expect(await without.json()).toMatchObject({ code: 'login-failed' });
    expect(await refused.json()).toMatchObject({ code: 'login-failed' });
    await other.stop();
  });

  it('ends the session on logout and leads to the issuer to end its own', async () => {
    const other = await startTestPortal({ login: providing(undefined) });
    const browser = await other.signIn({ sub: 'clerk-1' }, ['clerk']);
    const answer = await browser.post('/logout', {}, { origin: ORIGIN });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('https://login.example.vn/logout');
    expect(await (await browser.get('/')).text()).not.toContain('Trần Thị Thử');
    await other.stop();
  });
});
