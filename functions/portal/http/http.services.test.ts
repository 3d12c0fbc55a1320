import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../text/catalogue.ts';
import { preferredLanguage } from '../text/language.ts';
import { startTestPortal, generous, ORIGIN, type TestPortal } from '../testing/test-portal.ts';
import { parseJson } from './read-json.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(() => portal.stop());

const page = { accept: 'text/html' };

describe('every answer', () => {
  it('allows our own files only, no frames, no sniffing, no referrer to others', async () => {
    const { headers } = await portal.app.request('/', { headers: page });
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  it('demands HTTPS for two years where the portal is reached by it', async () => {
    const other = await startTestPortal({
      settings: { ...portal.deps.settings, publicBaseUrl: 'https://ketqua.example.vn' },
    });
    const { headers } = await other.app.request('/');
    expect(headers.get('strict-transport-security')).toContain('max-age=63072000');
    await other.stop();
  });

  it('has no inline script or style', async () => {
    const body = await (await portal.app.request('/', { headers: page })).text();
    expect(body).not.toMatch(/<style|style=|<script>|onclick=/);
    expect(body).toMatch(/^<!doctype html>/);
  });
});

describe('the language', () => {
  it('is Vietnamese for people until they switch, which a cookie remembers', async () => {
    const first = await portal.app.request('/', { headers: { ...page, 'accept-language': 'en' } });
    expect(await first.text()).toContain('<html lang="vi"');
    const switched = await portal.app.request('/?lang=en', { headers: page });
    expect(switched.headers.get('set-cookie')).toContain('lang=en');
    const later = await portal.app.request('/', { headers: { ...page, cookie: 'lang=en' } });
    expect(await later.text()).toContain('<html lang="en"');
  });

  it('is English for programs that prefer it', () => {
    expect(preferredLanguage('en')).toBe('en');
    expect(preferredLanguage('en;q=0.4, vi;q=0.6')).toBe('vi');
    expect(preferredLanguage('fr, *;q=0.1')).toBe('vi');
    expect(preferredLanguage(undefined)).toBe('vi');
  });

  it('has no empty phrase, and no Vietnamese phrase left in English', () => {
    for (const [group, phrases] of Object.entries(catalogue.vi)) {
      const english = catalogue.en[group as keyof typeof catalogue.en] as Record<string, unknown>;
      for (const [name, phrase] of Object.entries(phrases)) {
        expect(phrase, name).not.toBe('');
        if (typeof phrase !== 'string' || ['product', 'switchLanguage'].includes(name)) continue;
        expect(english[name], `${group}.${name}`).not.toBe(phrase);
      }
    }
  });
});

describe('an address nobody serves', () => {
  it('answers a page that says what to do to people, problem details to programs', async () => {
    const forPeople = await portal.app.request('/nowhere', { headers: page });
    expect(forPeople.status).toBe(404);
    expect(await forPeople.text()).toContain('Hãy kiểm tra lại đường dẫn');
    const forPrograms = await portal.app.request('/nowhere');
    expect(forPrograms.headers.get('content-type')).toBe('application/problem+json');
    expect(await forPrograms.json()).toMatchObject({
      type: `${ORIGIN}/docs#problem-not-found`,
      status: 404,
      code: 'not-found',
    });
  });
});

describe('a method an address does not take', () => {
  it.each([
    ['PUT', '/dossiers', 'POST'],
    ['DELETE', '/dossiers/H15.27-261112-0001', 'GET'],
    ['POST', '/openapi.json', 'GET'],
    ['GET', '/postal-events', 'POST'],
    ['POST', '/health', 'GET'],
  ])('%s %s is answered with those it takes', async (method, path, allow) => {
    const answer = await portal.app.request(path, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
    expect(await answer.json()).toMatchObject({ code: 'method-not-allowed', status: 405 });
  });
});

describe('who sends no token', () => {
  it('is asked for one and told of no error, which only a bad one is (RFC 6750)', async () => {
    const none = await portal.app.request('/inbox');
    expect(none.headers.get('www-authenticate')).toBe('Bearer realm="ket-qua"');
    const bad = await portal.app.request('/inbox', { headers: { authorization: 'Bearer x' } });
    expect(bad.headers.get('www-authenticate')).toBe('Bearer realm="ket-qua", error="invalid_token"');
  });
});

describe('an unexpected error', () => {
  it('answers with an incident and nothing of its cause', async () => {
    const broken = { findUser: () => Promise.reject(new Error('secret of the table')) };
    const other = await startTestPortal({ directory: broken });
    const browser = await other.deps.sessions.start({ sub: 'x', roles: ['clerk'] });
    const answer = await other.app.request('/', { headers: { cookie: `__Host-session=${browser}` } });
    expect(answer.status).toBe(500);
    const body = await answer.text();
    expect(JSON.parse(body)).toMatchObject({
      code: 'unexpected',
      incident: expect.stringMatching(/^[a-z2-9]{26}$/),
    });
    expect(body).not.toContain('secret');
    await other.stop();
  });
});

describe('the edge', () => {
  it('must bring one of its secrets where it has any', async () => {
    const settings = { ...portal.deps.settings, originSecrets: ['old-secret', 'new-secret'] };
    const other = await startTestPortal({ settings });
    const asked = async (secret?: string) =>
      (await other.app.request('/', { headers: secret === undefined ? {} : { 'x-origin-secret': secret } }))
        .status;
    expect(await asked()).toBe(403);
    expect(await asked('wrong')).toBe(403);
    expect(await asked('old-secret')).toBe(200);
    expect(await asked('new-secret')).toBe(200);
    await other.stop();
  });
});

describe('the rate limit', () => {
  it('lets a burst through, then refuses, then lets one through when its time has come', async () => {
    const anonymous = { perMinute: 60, burst: 3 };
    const settings = {
      ...portal.deps.settings,
      allowances: { ...portal.deps.settings.allowances, anonymous },
    };
    const other = await startTestPortal({ settings });
    const ask = async () => (await other.app.request('/status-of-nothing')).status;
    expect([await ask(), await ask(), await ask(), await ask()]).toEqual([404, 404, 404, 429]);
    other.now = new Date(other.now.getTime() + 1_000);
    expect([await ask(), await ask()]).toEqual([404, 429]);
    await other.stop();
  });

  it('never lets two requests at once spend the same token', async () => {
    const take = () => portal.deps.limiter.take('concurrent', { perMinute: 60, burst: 5 });
    const taken = await Promise.all(Array.from({ length: 20 }, take));
    expect(taken.filter(Boolean)).toHaveLength(5);
  });

  it('counts each login for itself', async () => {
    const person = { perMinute: 60, burst: 1 };
    const settings = { ...portal.deps.settings, allowances: { ...portal.deps.settings.allowances, person } };
    const other = await startTestPortal({ settings });
    const one = await other.signIn({ sub: 'one' }, ['clerk']);
    const two = await other.signIn({ sub: 'two' }, ['clerk']);
    expect([(await one.get('/')).status, (await two.get('/')).status, (await one.get('/')).status]).toEqual([
      200, 200, 429,
    ]);
    expect(generous.burst).toBeGreaterThan(1);
    await other.stop();
  });
});

describe('JSON', () => {
  const read = (text: string) => parseJson(new TextEncoder().encode(text));
  it('is refused when it is malformed or not UTF-8', () => {
    expect(read('{"a":')).toMatchObject({ ok: false, code: 'json-malformed', status: 400 });
    expect(parseJson(new Uint8Array([0x22, 0xc3, 0x22]))).toMatchObject({ code: 'json-malformed' });
  });

  it.each([
    ['{"a":1,"a":1}', 'json-name-twice'],
    ['{"a":{"b":[{"c":1,"\\u0063":2}]}}', 'json-name-twice'],
    ['{"a":"\\"a\\":","b":{"a":1},"c":[{"a":1},{"a":2}]}', 'ok'],
    [`{"a":"${'x'.repeat(200_000)}","b":["a","a"]}`, 'ok'],
  ])('is refused when one object names a field twice: %.40s', (text, expected) => {
    const value = read(text);
    expect(value.ok ? 'ok' : value.code).toBe(expected);
  });

  it('is refused when it is too deep, brackets in texts not counted', () => {
    expect(read('['.repeat(33) + ']'.repeat(33))).toMatchObject({ ok: false, code: 'json-too-deep' });
    expect(read('['.repeat(200_000))).toMatchObject({ ok: false, code: 'json-too-deep' });
    expect(read(JSON.stringify({ a: '['.repeat(50), b: '\\"[[' }))).toMatchObject({ ok: true });
  });
});

describe('files of the pages', () => {
  it('are kept for good, carry our typeface and nothing of the crest', async () => {
    const home = await (await portal.app.request('/', { headers: page })).text();
    const stylesheet = /rel="stylesheet" href="([^"]+)"/.exec(home)?.[1] ?? '';
    const answer = await portal.app.request(stylesheet);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    const css = await answer.text();
    expect(css).toContain('font-family:Be Vietnam Pro');
    expect(css).not.toMatch(/GDS Transport|crest/);
    expect(css).toContain('.govuk-summary-card__title');
    expect(css).not.toMatch(/govuk-(pagination|service-navigation|tabs)/);
    expect(css.match(/{/g)?.length).toBe(css.match(/}/g)?.length);
    const font = /url\((\/assets\/[^)]+\.woff2)\)/.exec(css)?.[1] ?? '';
    const bytes = await (await portal.app.request(font)).arrayBuffer();
    expect(Buffer.from(bytes).subarray(0, 4).toString()).toBe('wOF2');
  });

  it.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip;q=1.0, br;q=0', 'gzip', gunzipSync],
    ['identity', null, (bytes: Uint8Array) => bytes],
  ] as const)('go to who takes %s as %s', async (accepted, encoding, decode) => {
    const { stylesheet } = portal.deps.assets;
    const answer = await portal.app.request(stylesheet, { headers: { 'accept-encoding': accepted } });
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(Buffer.from(decode(bytes))).toEqual(Buffer.from(portal.deps.assets.files.get(stylesheet)!.body));
    expect(bytes.length).toBeLessThan(encoding === null ? 100_000 : 15_000);
  });
});
