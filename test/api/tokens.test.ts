import { readFileSync } from 'node:fs';
import path from 'node:path';
import { generateKeyPairSync } from 'node:crypto';
import { importJWK, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';
import { beforeEach, describe, expect } from 'vitest';
import { z } from 'zod';
import { demoPeople } from '../../infra/local/demo/demo-people.ts';
import { at, awaitingApproval, someDossier } from './dossiers.ts';
import { expectRefusal, type FrontDoor } from './front-door.ts';
import { it } from './shared-door.ts';

let door: FrontDoor;
let draft: Awaited<ReturnType<typeof awaitingApproval>>;
let issuerKey: CryptoKey | Uint8Array;
let kid: string;
it.beforeAll(async ({ door: shared }) => {
  door = shared;
  const kept = readFileSync(path.join(door.stack.dataDir, 'oidc/keys.json'), 'utf8');
  const { jwk } = z.object({ jwk: z.record(z.string(), z.string()) }).parse(JSON.parse(kept));
  issuerKey = await importJWK(jwk, 'RS256');
  kid = jwk['kid'] ?? '';
  draft = await awaitingApproval(door);
}, 180_000);
beforeEach(() => door.forgetRates());

const official = demoPeople[0]!;
const HOUR = 3_600;

function claims(change: JWTPayload = {}): JWTPayload {
  const now = Math.floor(Date.now() / 1_000);
  return {
    iss: door.stack.endpoints.oidc,
    sub: official.sub,
    client_id: 'ket-qua-portal',
    token_use: 'access',
    scope: 'openid',
    'cognito:groups': ['official'],
    iat: now,
    exp: now + HOUR,
    ...change,
  };
}

/** A token of the issuer's own making, but for what is changed. */
const minted = (change: JWTPayload = {}) => signed(claims(change), issuerKey);

function signed(payload: JWTPayload, key: CryptoKey | Uint8Array, alg = 'RS256'): Promise<string> {
  return new SignJWT(payload).setProtectedHeader({ alg, kid }).sign(key);
}

async function forged(): Promise<string> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  return signed(claims(), await importJWK(privateKey.export({ format: 'jwk' }), 'RS256'));
}

async function tampered(): Promise<string> {
  const [head, , signature] = (await minted()).split('.');
  const payload = Buffer.from(JSON.stringify(claims({ sub: demoPeople[1]!.sub }))).toString('base64url');
  return `${head}.${payload}.${signature}`;
}

const past = () => Math.floor(Date.now() / 1_000) - HOUR;

const BAD: readonly (readonly [
  what: string,
  token: () => Promise<string> | string,
  status: number,
  code: string,
])[] = [
  ['no token at all', () => 'abc', 401, 'token-invalid'],
  ['signed with another key', forged, 401, 'token-invalid'],
  ['changed after it was signed', tampered, 401, 'token-invalid'],
  ['signed with nothing (alg none)', () => new UnsecuredJWT(claims()).encode(), 401, 'token-invalid'],
  [
    'signed with a shared secret',
    () => signed(claims(), new TextEncoder().encode('k'.repeat(32)), 'HS256'),
    401,
    'token-invalid',
  ],
  ['expired', () => minted({ iat: past() - HOUR, exp: past() }), 401, 'token-expired'],
  ['without an expiry', () => minted({ exp: undefined }), 401, 'token-invalid'],
  ['not valid yet', () => minted({ nbf: past() + 2 * HOUR }), 401, 'token-invalid'],
  [
    'of another issuer',
    () => minted({ iss: 'https://cognito-idp.example/pool' }),
    401,
    'token-issuer-unknown',
  ],
  ['an ID token', () => minted({ token_use: 'id' }), 401, 'token-wrong-use'],
  ['of another application', () => minted({ client_id: 'another' }), 401, 'token-client-unknown'],
  ['of somebody the directory does not know', () => minted({ sub: 'stranger' }), 403, 'account-unknown'],
];

describe('a token is refused on every path, and nothing happens, when it is', () => {
  it.each(BAD)('%s', async (_what, make, status, code) => {
    const before = await door.traces();
    const token = await make();
    const body = { decision: 'approve', sha256: draft.sha256 };
    for (const answer of [
      await door.ask(`${at(draft)}/decision`, { token, body }),
      await door.ask('/inbox', { token }),
      await door.ask('/dossiers', { token, body: someDossier() }),
    ]) {
      expectRefusal(answer, status, code);
      if (status === 401) expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer /);
    }
    expect(await door.traces()).toEqual(before);
  });

  it('made rightly by the issuer, it is taken', async () => {
    expect((await door.ask('/inbox', { token: await minted() })).status).toBe(200);
  });
});

const ACTS: readonly (readonly [act: string, body: object, role: string])[] = [
  ['decision', { decision: 'approve', sha256: 'a'.repeat(64) }, 'official'],
  ['signature', { digest: 'a'.repeat(64), value: 'AAAA' }, 'official'],
  ['seal', {}, 'clerk'],
  ['collection', { identityCheck: 'cccd', collector: 'applicant' }, 'clerk'],
  ['link', { action: 'reissue', replaces: 1 }, 'clerk'],
  ['repair', { repair: 1, action: 'retry', note: 'thử lại' }, 'operator'],
];

describe('an act', () => {
  it.each(ACTS)('%s needs a token', async (act, body) => {
    expectRefusal(await door.ask(`${at(draft)}/${act}`, { body }), 401, 'token-missing');
  });

  it.each(ACTS)('%s needs its own role, whatever other role one has', async (act, body, role) => {
    const before = await door.traces();
    for (const as of ['official', 'clerk', 'post', 'operator', 'integration'].filter(
      (each) => each !== role,
    )) {
      expectRefusal(await door.ask(`${at(draft)}/${act}`, { as, body }), 403, 'role-missing');
    }
    expect(await door.traces()).toEqual(before);
  });

  it.each(ACTS)('%s needs a body of its fields and no others', async (act, body, as) => {
    const refused = expectRefusal(
      await door.ask(`${at(draft)}/${act}`, { as, body: { ...body, more: 1 } }),
      422,
      'input-invalid',
    );
    expect(refused.errors).toContainEqual(expect.objectContaining({ field: 'more', rule: 'unknown-field' }));
    expectRefusal(await door.ask(`${at(draft)}/${act}`, { as, raw: '{' }), 400, 'json-malformed');
    const text = { 'content-type': 'text/plain' };
    expectRefusal(
      await door.ask(`${at(draft)}/${act}`, { as, body, headers: text }),
      415,
      'content-type-not-json',
    );
    const huge = JSON.stringify({ ...body, pad: 'a'.repeat(256 * 1_024) });
    expectRefusal(await door.ask(`${at(draft)}/${act}`, { as, raw: huge }), 413, 'payload-too-large');
  });
});

describe("another agency's dossier", () => {
  it('is as unknown to its people as one that never was', async () => {
    const nowhere = { code: 'H15.27-261112-9999', revision: 1 };
    const body = { decision: 'approve', sha256: draft.sha256 };
    for (const id of [draft, nowhere]) {
      for (const answer of [
        await door.ask(`/dossiers/${id.code}`, { as: 'director' }),
        await door.ask(`${at(id)}/result`, { as: 'director' }),
        await door.ask(`${at(id)}/pages/1`, { as: 'director' }),
        await door.ask(`${at(id)}/decision`, { as: 'director', body }),
      ]) {
        expectRefusal(answer, 404, 'dossier-unknown');
      }
    }
    const inbox = await door.ask('/inbox', { as: 'director' });
    expect(inbox.text).not.toContain(draft.code);
  });

  it.each(['0', '01', '-1', '1.5', 'x', '99999'])('nor is there a revision %s', async (n) => {
    const body = { decision: 'approve', sha256: draft.sha256 };
    const path = `/dossiers/${draft.code}/revisions/${n}`;
    expectRefusal(await door.ask(`${path}/decision`, { as: 'official', body }), 404, 'dossier-unknown');
    expectRefusal(await door.ask(`${path}/result`, { as: 'official' }), 404, 'dossier-unknown');
  });
});
