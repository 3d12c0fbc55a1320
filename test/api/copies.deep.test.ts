import { beforeEach, describe, expect } from 'vitest';
import { z } from 'zod';
import { Directory } from '../../functions/directory/index.ts';
import { sha256 } from '../../functions/platform/digest.ts';
import { derOfPem, verifyDocument } from '../../functions/signing/index.ts';
import type { RevisionId } from '../../functions/tracking/index.ts';
import { approved, at, awaitingApproval, reaches } from './dossiers.ts';
import { expectRefusal, until, type FrontDoor } from './front-door.ts';
import { it } from './shared-door.ts';

let door: FrontDoor;
let id: RevisionId;
it.beforeAll(async ({ door: shared }) => {
  door = shared;
  id = await approved(door);
  await reaches(door, id, 'returned');
}, 180_000);
beforeEach(() => door.forgetRates());

const ORDER = 'ban-sao-01';
const copies = z.object({
  copies: z.array(
    z.strictObject({
      order: z.string(),
      orderedAt: z.iso.datetime(),
      status: z.enum(['ordered', 'issued', 'dropped']),
      number: z.string().nullable(),
      date: z.iso.date().nullable(),
      sha256: z.string().nullable(),
    }),
  ),
});

const order = (name = ORDER, as = 'clerk', of = id) =>
  door.ask(`${at(of)}/copies`, { as, body: { order: name } });
const listed = async () => (await door.ask(`${at(id)}/copies`, { as: 'clerk' })).json(copies).copies;

describe('a certified copy of a returned result', () => {
  it('is refused before the result is issued, to others than clerks, and in another form', async () => {
    const draft = await awaitingApproval(door);
    expectRefusal(await order(ORDER, 'clerk', draft), 409, 'copy-of-unissued');
    expectRefusal(await order(ORDER, 'official'), 403, 'role-missing');
    expectRefusal(await order('x'), 422, 'input-invalid');
    expectRefusal(await door.ask(`${at(id)}/copies/${ORDER}`, { as: 'clerk' }), 404, 'copy-unknown');
    expect(await listed()).toEqual([]);
  });

  it('ordered five times at once is one; it is issued by itself, and read by its order', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => order()));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const first = answers.map((each) => each.json(z.object({ first: z.boolean() })).first);
    expect(first.filter(Boolean)).toHaveLength(1);
    const [copy] = await until(listed, ([known]) => known?.status === 'issued');
    expect(copy).toMatchObject({ order: ORDER, number: expect.stringMatching(/^0\d\/SY-UBND$/u) });
    const answer = await door.ask(`${at(id)}/copies/${ORDER}`, { as: 'integration' });
    expect(answer.headers.get('etag')).toBe(`"${copy?.sha256}"`);
    expect(sha256(answer.bytes)).toBe(copy?.sha256);
    expect(await door.count(id, 'copy-issued')).toBe(1);
    expect((await door.tracker.state(id)).status).toBe('returned');
  });

  it('is valid at B-LTA for the verifier of any PDF, signed by the agency alone', async () => {
    const { bytes } = await door.ask(`${at(id)}/copies/${ORDER}`, { as: 'clerk' });
    const { roots } = await new Directory(door.table).trustAnchors();
    const report = verifyDocument(bytes, { roots: derOfPem(roots), now: new Date() });
    expect(report).toMatchObject({
      verdict: 'valid',
      findings: [],
      signatures: [
        { field: 'copy', kind: 'certification', level: 'B-LTA', coverage: 'whole-revision' },
        { kind: 'timestamp', coverage: 'whole-file' },
      ],
    });
    expect(report.signatures[0]?.signer.name).toBe('Ủy ban nhân dân phường Buôn Ma Thuột');
  });

  it('of an unknown dossier is as unknown as that, and nobody who is not signed in sees the copies', async () => {
    expectRefusal(await door.ask(`${at(id)}/copies`), 401, 'token-missing');
    const foreign = { code: 'H15.27-261112-9999', revision: 1 };
    expectRefusal(await order(ORDER, 'clerk', foreign), 404, 'dossier-unknown');
  });
});
