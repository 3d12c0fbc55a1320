import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { beforeEach, describe, expect } from 'vitest';
import { z } from 'zod';
import { Directory } from '../../functions/directory/index.ts';
import { derOfPem, validateResult } from '../../functions/signing/index.ts';
import type { RevisionId } from '../../functions/tracking/index.ts';
import { approved, at, OFFICIAL, reaches } from './dossiers.ts';
import { expectRefusal, until, type FrontDoor } from './front-door.ts';
import { it } from './shared-door.ts';

const wantedView = z.strictObject({
  field: z.string(),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  attributes: z.base64(),
  algorithm: z.literal('ECDSA_SHA_256'),
  certificate: z.string().regex(/^[0-9a-f]{64}$/),
  expiresAt: z.iso.datetime(),
});
const inboxView = z.object({
  tasks: z.array(z.object({ kind: z.string(), code: z.string(), facts: z.unknown() })),
});

let door: FrontDoor;
let id: RevisionId;
let token: KeyObject;
/** An official whose key is on a USB token: the directory has its certificate alone. */
it.beforeAll(async ({ door: shared }) => {
  door = shared;
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  token = keys.privateKey;
  const subject = {
    organisation: 'Ủy ban nhân dân phường Buôn Ma Thuột',
    title: 'Chủ tịch',
    commonName: 'Trần Hữu Nghĩa',
  };
  const half = new Uint8Array(keys.publicKey.export({ type: 'spki', format: 'der' }));
  const certificates = await door.stack.pki.certify(subject, half);
  const directory = new Directory(door.table);
  const key = { route: 'external', algorithm: 'ECDSA_SHA_256', certificates } as const;
  await directory.putOfficial({ ...(await directory.official(OFFICIAL)), key });
  id = await approved(door);
  await reaches(door, id, 'awaiting-signature');
}, 180_000);
beforeEach(() => door.forgetRates());

const wanted = async () => (await door.ask(`${at(id)}/signature`, { as: 'official' })).json(wantedView);
const handIn = (body: object, as = 'official') => door.ask(`${at(id)}/signature`, { as, body });
const signedWith = (key: KeyObject, base64: string) => sign('sha256', Buffer.from(base64, 'base64'), key);

describe('an official with a token of their own', () => {
  it('finds the signature that is waited for in the inbox, and what is to be signed', async () => {
    const { tasks } = await until(
      async () => (await door.ask('/inbox?kind=signature', { as: 'official' })).json(inboxView),
      (seen) => seen.tasks.length > 0,
    );
    expect(tasks).toMatchObject([{ kind: 'signature', code: id.code }]);
    expect(await wanted()).toMatchObject({ algorithm: 'ECDSA_SHA_256' });
  });

  it('alone is told so: for anybody else nothing is waited for', async () => {
    expectRefusal(await door.ask(`${at(id)}/signature`, { as: 'director' }), 404, 'signature-not-awaited');
    expectRefusal(await door.ask(`${at(id)}/signature`, { as: 'clerk' }), 403, 'role-missing');
    const { digest, attributes } = await wanted();
    const value = signedWith(token, attributes).toString('base64');
    expectRefusal(await handIn({ digest, value }, 'director'), 404, 'signature-not-awaited');
    expectRefusal(await handIn({ digest, value }, 'operator'), 403, 'role-missing');
    expect(await door.count(id, 'signature-received')).toBe(0);
  });
});

describe('a signature is refused, and the workflow goes on waiting, when its value', () => {
  const wrong: readonly (readonly [
    what: string,
    value: (attributes: string) => Buffer,
    status: number,
    code: string,
  ])[] = [
    [
      "is another key's",
      (of) => signedWith(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, of),
      422,
      'signature-value-wrong',
    ],
    [
      'signs other content',
      () => signedWith(token, Buffer.from('khác').toString('base64')),
      422,
      'signature-value-wrong',
    ],
    [
      'is of another encoding',
      (of) => sign('sha256', Buffer.from(of, 'base64'), { key: token, dsaEncoding: 'ieee-p1363' }),
      422,
      'signature-value-wrong',
    ],
    ['is cut off', (of) => signedWith(token, of).subarray(0, -1), 422, 'signature-value-wrong'],
    ['is no signature', () => Buffer.from('chữ ký'), 422, 'signature-value-wrong'],
    ['is empty', () => Buffer.alloc(0), 422, 'signature-value-wrong'],
  ];

  it.each(wrong)('%s', async (_what, make, status, code) => {
    const { digest, attributes } = await wanted();
    const before = await door.traces();
    expectRefusal(await handIn({ digest, value: make(attributes).toString('base64') }), status, code);
    expect(await door.traces()).toEqual(before);
  });

  it('is right, but is said to be over another digest', async () => {
    const { attributes } = await wanted();
    const value = signedWith(token, attributes).toString('base64');
    expectRefusal(await handIn({ digest: 'b'.repeat(64), value }), 409, 'signature-over-other-bytes');
    expectRefusal(await handIn({ digest: 'B'.repeat(64), value }), 422, 'input-invalid');
    expectRefusal(await handIn({ digest: 'b'.repeat(64), value: 'không phải' }), 422, 'input-invalid');
  });
});

describe('the right signature', () => {
  it('is taken once, also when it comes several times at once, and again later', async () => {
    const { digest, field, attributes } = await wanted();
    const answers = await Promise.all(
      Array.from({ length: 4 }, () =>
        handIn({ digest, value: signedWith(token, attributes).toString('base64') }),
      ),
    );
    for (const answer of answers) expect(answer.json(z.unknown())).toEqual({ field, digest });
    await reaches(door, id, 'returned');
    const again = await handIn({ digest, value: signedWith(token, attributes).toString('base64') });
    expect(again.json(z.unknown())).toEqual({ field, digest });
    for (const type of ['official-signed', 'number-allotted', 'result-sealed'] as const) {
      expect(await door.count(id, type), type).toBe(1);
    }
    const received = (await door.tracker.log.read(id)).filter(({ type }) => type === 'signature-received');
    expect(received.filter(({ data }) => data['field'] === field)).toHaveLength(1);
  });

  it('is in the result, which is valid up to the trusted root', async () => {
    const { number, archived } = await door.tracker.state(id);
    const { bytes } = await door.ask(`${at(id)}/result`, { as: 'integration' });
    const report = validateResult(bytes, {
      roots: derOfPem([door.stack.pki.rootPem]),
      level: 'B-LTA',
      expected: { number: number?.symbol ?? '', date: number?.date ?? '', sha256: archived?.sha256 ?? '' },
    });
    expect(report.findings).toEqual([]);
    expect(report.valid).toBe(true);
    expect(report.signatures).toHaveLength(2);
  });
});
