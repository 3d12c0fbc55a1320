import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ecdsaSigValue } from '../../examples/token-agent/src/signature-encoding.ts';
import { createTestAuthority } from '../../functions/signing/testing/test-keys.ts';
import { pemOf } from '../../functions/signing/testing/signing-office.ts';
import { startTokenAgent, type TokenAgent } from '../support/token-agent.ts';

const SITE = 'https://ketqua.example.vn';
const OTHER = 'https://quang-cao.example';
const MINUTES = 60_000;

const faultView = z.strictObject({ error: z.strictObject({ code: z.string(), message: z.string() }) });
const certificatesView = z.object({ certificates: z.array(z.object({ thumbprint: z.string() })) });
const signaturesView = z.strictObject({
  signatures: z.array(
    z.strictObject({
      id: z.string(),
      value: z.base64().optional(),
      error: z.strictObject({ code: z.string() }).optional(),
    }),
  ),
});

let agent: TokenAgent;
const session = { token: '' };
beforeAll(async () => {
  agent = await startTokenAgent([SITE]);
  const authority = await createTestAuthority('Gốc thử nghiệm');
  const issued = await authority.issue({ subject: 'Nguyễn Văn Hoà', key: 'p256' });
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  agent.hold(pem, pemOf(issued.signer('ECDSA_SHA_256'))[0] ?? '');
});
afterAll(() => agent.close());

interface Question {
  readonly origin?: string | null;
  readonly body?: unknown;
  readonly session?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function ask(path: string, question: Question = {}): Promise<Response> {
  const { origin = SITE, body, session: token = session.token, method, headers } = question;
  return fetch(`${agent.origin}${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(origin !== null && { origin }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== '' && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

async function expectFault(answer: Response, status: number, code: string): Promise<void> {
  expect([answer.status, faultView.parse(await answer.json()).error.code]).toEqual([status, code]);
}

async function pair(): Promise<string> {
  await ask('/v1/pairings', { body: {} });
  const answer = await ask('/v1/sessions', { body: { code: agent.code() } });
  return z.object({ session: z.string() }).parse(await answer.json()).session;
}

describe('a site', () => {
  it('that is not on the list learns nothing and can read nothing', async () => {
    for (const path of ['/v1', '/v1/certificates']) {
      const answer = await ask(path, { origin: OTHER });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      await expectFault(answer, 403, 'origin-not-allowed');
    }
    await expectFault(await ask('/v1/pairings', { origin: OTHER, body: {} }), 403, 'origin-not-allowed');
  });

  it('must say who it is', async () => {
    await expectFault(await ask('/v1', { origin: null }), 403, 'origin-not-allowed');
    await expectFault(await ask('/v1', { origin: 'null' }), 403, 'origin-not-allowed');
  });

  it('that made its own name point to this machine is refused', async () => {
    const status = await new Promise((resolve) => {
      const { port } = new URL(agent.origin);
      const headers = { host: `quang-cao.example:${port}`, origin: SITE };
      httpRequest({ host: '127.0.0.1', port, path: '/v1', headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).end();
    });
    expect(status).toBe(421);
  });

  it('on the list is told protocol, versions and limits, before any pairing', async () => {
    const answer = await ask('/v1');
    expect(answer.headers.get('access-control-allow-origin')).toBe(SITE);
    expect(await answer.json()).toEqual({
      protocol: 'ket-qua-token-agent',
      versions: [1],
      limits: { digests: 100, bytes: 65_536 },
    });
  });

  it('is let through the preflight, with access from a public network only when that is asked for', async () => {
    const preflight = (headers: Record<string, string>, origin = SITE) =>
      ask('/v1/signatures', {
        method: 'OPTIONS',
        origin,
        headers: { 'access-control-request-method': 'POST', ...headers },
      });
    const asked = await preflight({ 'access-control-request-private-network': 'true' });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-private-network')).toBe('true');
    expect(asked.headers.get('access-control-allow-headers')).toContain('authorization');
    expect((await preflight({})).headers.get('access-control-allow-private-network')).toBeNull();
    expect((await preflight({}, OTHER)).headers.get('access-control-allow-methods')).toBeNull();
  });
});

describe('pairing', () => {
  beforeEach(() => agent.pass(11 * MINUTES));

  it('gives a session for the code shown, once', async () => {
    const token = await pair();
    expect((await ask('/v1/certificates', { session: token })).status).toBe(200);
    await expectFault(await ask('/v1/sessions', { body: { code: agent.code() } }), 403, 'pairing-refused');
  });

  it('ends after five wrong codes, after two minutes, and with the next code', async () => {
    await ask('/v1/pairings', { body: {} });
    const wrong = agent.code() === '00000000' ? '00000001' : '00000000';
    for (let tries = 0; tries < 5; tries += 1) await ask('/v1/sessions', { body: { code: wrong } });
    await expectFault(await ask('/v1/sessions', { body: { code: agent.code() } }), 403, 'pairing-refused');
    await ask('/v1/pairings', { body: {} });
    agent.pass(2 * MINUTES);
    await expectFault(await ask('/v1/sessions', { body: { code: agent.code() } }), 403, 'pairing-refused');
    await ask('/v1/pairings', { body: {} });
    const before = agent.code();
    await ask('/v1/pairings', { body: {} });
    await expectFault(await ask('/v1/sessions', { body: { code: before } }), 403, 'pairing-refused');
  });

  it('shows no more than ten codes in ten minutes', async () => {
    for (let codes = 0; codes < 10; codes += 1) await ask('/v1/pairings', { body: {} });
    await expectFault(await ask('/v1/pairings', { body: {} }), 429, 'busy');
  });

  it('lasts for half an hour without use, eight hours at most, and not for who made a token up', async () => {
    const token = await pair();
    const use = () => ask('/v1/certificates', { session: token });
    for (let passed = 0; passed < 7 * 60; passed += 29) {
      agent.pass(29 * MINUTES);
      expect((await use()).status).toBe(200);
    }
    agent.pass(29 * MINUTES);
    agent.pass(29 * MINUTES);
    await expectFault(await use(), 401, 'session-unknown');
    await expectFault(await ask('/v1/certificates', { session: 'x'.repeat(43) }), 401, 'session-unknown');
    await expectFault(await ask('/v1/certificates', { session: '' }), 401, 'session-unknown');
  });
});

describe('a batch', () => {
  let thumbprint = '';
  const signed = (digests: unknown, change: object = {}) =>
    ask('/v1/signatures', {
      body: { certificate: thumbprint, algorithm: 'ECDSA_SHA_256', digests, ...change },
    });
  const digest = (n: number) => ({ id: `hs-${n}`, digest: String(n).padStart(64, '0') });
  beforeAll(async () => {
    agent.pass(11 * MINUTES);
    session.token = await pair();
    const { certificates } = certificatesView.parse(await (await ask('/v1/certificates')).json());
    thumbprint = certificates[0]?.thumbprint ?? '';
  });
  beforeEach(() => {
    for (const name of ['refuse', 'badValueAt', 'missingAt', 'reversed'] as const) delete agent.faults[name];
  });

  it('is signed in one go, each value under the id of its digest', async () => {
    const answer = await signed([1, 2, 3].map(digest));
    const { signatures } = signaturesView.parse(await answer.json());
    expect(signatures.map(({ id }) => id)).toEqual(['hs-1', 'hs-2', 'hs-3']);
    expect(new Set(signatures.map(({ value }) => value)).size).toBe(3);
    expect(agent.asked.at(-1)?.digests).toHaveLength(3);
  });

  it('is put before the person with its site and labels that cannot trick their screen', async () => {
    await signed([{ ...digest(1), label: 'Giấy phép\u001b[2J số\u202e 7' }]);
    expect(agent.asked.at(-1)).toMatchObject({ origin: SITE, digests: [{ label: 'Giấy phép [2J số  7' }] });
  });

  it.each([
    ['no-token', 409],
    ['pin-wrong', 409],
    ['pin-locked', 409],
    ['cancelled', 409],
    ['token-failed', 500],
  ] as const)('is refused as a whole with %s', async (code, status) => {
    agent.faults.refuse = code;
    await expectFault(await signed([digest(1)]), status, code);
  });

  it('loses one digest and keeps the others', async () => {
    agent.faults.missingAt = 1;
    const { signatures } = signaturesView.parse(await (await signed([1, 2, 3].map(digest))).json());
    expect(signatures.map(({ value }) => value !== undefined)).toEqual([true, false, true]);
    expect(signatures[1]?.error).toEqual({ code: 'token-failed' });
  });

  it('is refused for another certificate, and for an algorithm the protocol does not know', async () => {
    await expectFault(
      await signed([digest(1)], { certificate: 'a'.repeat(64) }),
      404,
      'certificate-not-found',
    );
    await expectFault(await signed([digest(1)], { algorithm: 'SHA1withRSA' }), 422, 'algorithm-unsupported');
  });

  it.each([
    ['no digest', []],
    ['a digest of another length', [{ id: 'a', digest: 'ab'.repeat(48) }]],
    ['an id twice', [digest(1), digest(1)]],
    ['a member nobody knows', [{ ...digest(1), pin: '123456' }]],
    ['a label without end', [{ ...digest(1), label: 'x'.repeat(201) }]],
    ['no list', 'digests'],
  ])('is not signed with %s', async (_, digests) => {
    const before = agent.asked.length;
    await expectFault(await signed(digests), 400, 'request-invalid');
    expect(agent.asked).toHaveLength(before);
  });

  it('is not signed beyond the limits, nor from anything but JSON', async () => {
    await expectFault(await signed(Array.from({ length: 101 }, (_, n) => digest(n))), 413, 'too-large');
    await expectFault(
      await ask('/v1/signatures', { body: `{"x": "${'x'.repeat(70_000)}"}` }),
      413,
      'too-large',
    );
    await expectFault(await ask('/v1/signatures', { body: '{' }), 400, 'request-invalid');
    const plain = { 'content-type': 'text/plain' };
    await expectFault(await ask('/v1/pairings', { body: {}, headers: plain }), 400, 'request-invalid');
  });

  it('finds nothing at other paths and by other methods', async () => {
    await expectFault(await ask('/v2'), 404, 'not-found');
    await expectFault(await ask('/v1/signatures'), 405, 'method-not-allowed');
    await expectFault(await ask('/constructor'), 404, 'not-found');
  });
});

describe('the document of the protocol', () => {
  it('lists every error code with its status', async () => {
    const page = readFileSync('docs/token-agent.md', 'utf8');
    const listed = [...page.matchAll(/^\| `([a-z-]+)` \| (\d{3}) \|/gm)].map(([, code, status]) => [
      code,
      status,
    ]);
    const source = readFileSync('examples/token-agent/src/fault.ts', 'utf8');
    const known = [...source.matchAll(/^ {2}'?([a-z-]+)'?: (\d{3}),$/gm)].map(([, code, status]) => [
      code,
      status,
    ]);
    expect(known.length).toBeGreaterThan(10);
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(known));
  });
});

describe('what a token gives for ECDSA', () => {
  it('becomes the DER value every verifier takes, whatever r and s look like', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const message = Buffer.from('kết quả');
    for (let time = 0; time < 200; time += 1) {
      const raw = sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
      expect(verify('sha256', message, publicKey, ecdsaSigValue(raw))).toBe(true);
    }
    const small = Buffer.concat([Buffer.alloc(31), Buffer.of(0x80), Buffer.alloc(31), Buffer.of(0x7f)]);
    expect(ecdsaSigValue(small).toString('hex')).toBe('30070202008002017f');
  });
});
