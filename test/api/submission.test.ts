import { describe, expect } from 'vitest';
import { z } from 'zod';
import type { Dossier } from '../../functions/intake/index.ts';
import { badDossiers, dossier } from './bad-dossiers.ts';
import { awaitingApproval, decide, reaches, someDossier } from './dossiers.ts';
import { expectRefusal, type FrontDoor } from './front-door.ts';
import { it } from './shared-door.ts';

let door: FrontDoor;
it.beforeAll(async ({ door: shared }) => {
  door = shared;
}, 180_000);

const accepted = z.strictObject({
  code: z.string(),
  revision: z.number(),
  status: z.string(),
  location: z.string(),
});

const submit = (body: unknown, as = 'integration') => door.ask('/dossiers', { as, body });

const send = (raw: string | Uint8Array<ArrayBuffer>, headers = {}) =>
  door.ask('/dossiers', { as: 'integration', raw, headers });

describe('a submission is refused, and nothing is kept of it, when it has', () => {
  it.each(badDossiers)('$what', async ({ body, status, code, at }) => {
    const before = await door.traces();
    const refused = expectRefusal(await submit(body), status, code);
    if (at) expect(refused.errors).toContainEqual(expect.objectContaining(at));
    expect(await door.traces()).toEqual(before);
  });
});

describe('a body', () => {
  it.each(['{"code":', '[1,]', 'hồ sơ', '{} {}', ' '])('is refused when it is not JSON: %s', async (raw) => {
    expectRefusal(await send(raw), 400, 'json-malformed');
  });

  it('is refused when it is not UTF-8, such as text of an old Vietnamese code page', async () => {
    const latin = Buffer.from(JSON.stringify({ ...dossier, agency: 'Đ' }), 'latin1');
    expectRefusal(await send(new Uint8Array(latin)), 400, 'json-malformed');
    expectRefusal(await send(new Uint8Array([0x22, 0xff, 0xfe, 0x22])), 400, 'json-malformed');
  });

  it.each(['null', '"hồ sơ"', '[]', '7'])(
    'is refused by field when it is JSON but no dossier: %s',
    async (raw) => {
      expectRefusal(await send(raw), 422, 'dossier-invalid');
    },
  );

  it('is refused when it is so deep that only a careless parser would read it', async () => {
    expectRefusal(await send(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), 400, 'json-too-deep');
  });

  it('is refused just over 256 KiB, and read just under', async () => {
    const body = JSON.stringify({ pad: '' });
    const filled = (bytes: number) => JSON.stringify({ pad: 'a'.repeat(bytes - body.length) });
    expectRefusal(await send(filled(256 * 1024)), 422, 'dossier-invalid');
    expectRefusal(await send(filled(256 * 1024 + 1)), 413, 'payload-too-large');
  });

  it('is refused before the function when it is larger than one is given', async () => {
    expect((await send(`"${'a'.repeat(7 * 1024 * 1024)}"`)).status).toBe(413);
  });

  it('is read when its declaration has a space before its charset', async () => {
    const declared = { 'content-type': 'application/json ; charset=utf-8' };
    expectRefusal(await send('{}', declared), 422, 'dossier-invalid');
  });

  it('is refused when it is not declared as JSON', async () => {
    const raw = JSON.stringify(dossier);
    expectRefusal(await send(raw, { 'content-type': 'text/plain' }), 415, 'content-type-not-json');
    expectRefusal(await send(raw, { 'content-type': 'application/jsonp' }), 415, 'content-type-not-json');
  });

  it('cannot change what objects inherit', async () => {
    const raw = JSON.stringify(dossier).replace('{', '{"__proto__":{"polluted":true},');
    expectRefusal(await send(raw), 422, 'dossier-invalid');
  });
});

describe('a refusal of fields', () => {
  it('says the same in English, field by field, when English is preferred', async () => {
    const vi = expectRefusal(
      await submit({ ...dossier, official: undefined, urgent: 1 }),
      422,
      'dossier-invalid',
    );
    const en = await door.ask('/dossiers', {
      as: 'integration',
      body: { ...dossier, official: undefined, urgent: 1 },
      headers: { 'accept-language': 'en-GB,en;q=0.9,vi;q=0.2' },
    });
    expect(en.headers.get('content-language')).toBe('en');
    const problem = en.json(
      z.object({ detail: z.string(), errors: z.array(z.object({ field: z.string() })) }),
    );
    expect(problem.detail).toMatch(/correct the fields named/i);
    expect(problem.errors.map(({ field }) => field)).toEqual(vi.errors?.map(({ field }) => field));
  });
});

describe('revisions', () => {
  let first: Dossier;
  it.beforeAll(() => {
    first = someDossier();
  });

  it('are accepted once: 202 with the place, then 200 for the same content, also twenty at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => submit(first)));
    const fresh = answers.filter(({ status }) => status === 202);
    expect(fresh).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(19);
    for (const answer of answers) {
      expect(answer.headers.get('location')).toBe(`/dossiers/${first.code}`);
      expect(answer.json(accepted)).toMatchObject({ code: first.code, revision: 1 });
    }
    expect(await door.count(first, 'dossier-accepted')).toBe(1);
  });

  it('are the same whatever the order of fields and the spaces between them', async () => {
    const turned = Object.fromEntries(Object.entries(first).toReversed());
    const answer = await door.ask('/dossiers', { as: 'clerk', raw: JSON.stringify(turned, null, 4) });
    expect(answer.status).toBe(200);
  });

  it('are refused with other content, and the first content stays', async () => {
    await reaches(door, first, 'awaiting-approval');
    const before = await door.traces();
    expectRefusal(await submit({ ...first, dueOn: '2026-12-24' }), 409, 'content-conflict');
    expect(await door.traces()).toEqual(before);
  });

  it('come next only after the one before was returned for correction', async () => {
    const draft = await awaitingApproval(door);
    const next = { ...someDossier(), code: draft.code, revision: 2 };
    expectRefusal(await submit(next), 409, 'revision-not-due');
    expectRefusal(await submit({ ...next, revision: 3 }), 409, 'revision-not-due');
    const reason = 'Diện tích ghi chưa khớp với bản vẽ thiết kế.';
    await decide(door, draft, { decision: 'reject', sha256: draft.sha256, reason });
    await reaches(door, draft, 'returned-for-correction');
    expectRefusal(await submit({ ...next, revision: 3 }), 409, 'revision-not-due');
    const elsewhere = { agency: 'H15.12', official: 'giam-doc-so-xay-dung' };
    expectRefusal(await submit({ ...next, ...elsewhere }), 422, 'code-of-other-agency');
    expect((await submit(next)).status).toBe(202);
    expect((await submit(next)).status).toBe(200);
    await reaches(door, { code: draft.code, revision: 2 }, 'awaiting-approval');
  });

  it('begin at 1', async () => {
    expectRefusal(await submit(someDossier({ revision: 2 })), 409, 'revision-not-due');
    expectRefusal(await submit(someDossier({ revision: 0 })), 422, 'dossier-invalid');
  });
});
