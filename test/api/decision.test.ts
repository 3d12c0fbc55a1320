import { SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { describe, expect } from 'vitest';
import { z } from 'zod';
import { Directory } from '../../functions/directory/index.ts';
import { dossierOf } from '../../functions/intake/index.ts';
import { sha256 } from '../../functions/platform/digest.ts';
import { demoPeople } from '../../infra/local/demo/demo-people.ts';
import { at, awaitingApproval, decide, reaches, shown, someDossier, submitted } from './dossiers.ts';
import { expectRefusal, until, type FrontDoor } from './front-door.ts';
import { it } from './shared-door.ts';

let door: FrontDoor;
let draft: Awaited<ReturnType<typeof awaitingApproval>>;
it.beforeAll(async ({ door: shared }) => {
  door = shared;
  draft = await awaitingApproval(door);
}, 180_000);

const decided = z.strictObject({
  decision: z.enum(['approved', 'rejected']),
  decidedAt: z.iso.datetime(),
  first: z.boolean(),
});
const sealed = z.strictObject({ sealedBy: z.string(), first: z.boolean() });
const approval = () => ({ decision: 'approve', sha256: draft.sha256 });
const REASON = 'Diện tích ghi chưa khớp với bản vẽ thiết kế.';

/** A director who may also see the first agency's dossiers, and decides none of them. */
async function secondOfficial(): Promise<void> {
  const { sub, name, official } = demoPeople.find(({ username }) => username === 'director')!;
  await new Directory(door.table).putUser({ sub, name, official, agencies: ['H15.12', 'H15.27'] });
}

describe('before anything is decided', () => {
  it('the official is shown the very bytes whose SHA-256 is the ETag, and their pages', async () => {
    const result = await door.ask(`${at(draft)}/result`, { as: 'official' });
    expect(result.status).toBe(200);
    expect(result.headers.get('content-type')).toBe('application/pdf');
    expect(result.headers.get('etag')).toBe(`"${sha256(result.bytes)}"`);
    expect(result.headers.get('content-disposition')).toContain(`${draft.code}-r1-du-thao.pdf`);
    expect(sha256(result.bytes)).toBe(draft.sha256);
    const page = await door.ask(`${at(draft)}/pages/1`, { as: 'official' });
    expect(page.headers.get('content-type')).toBe('image/png');
    expect([...page.bytes.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
    for (const none of ['0', '99', 'x']) {
      expectRefusal(await door.ask(`${at(draft)}/pages/${none}`, { as: 'official' }), 404, 'page-missing');
    }
  });

  it('a system is not given the draft, and the post office nothing', async () => {
    expectRefusal(await door.ask(`${at(draft)}/result`, { as: 'integration' }), 404, 'result-missing');
    expectRefusal(await door.ask(`${at(draft)}/result`, { as: 'post' }), 403, 'role-missing');
  });
});

describe('a decision is refused, and the draft goes on waiting, when it is', () => {
  const refusals = [
    ['over other bytes', () => ({ ...approval(), sha256: sha256('khác') }), 409, 'other-bytes'],
    ['over no bytes', () => ({ decision: 'approve' }), 422, 'input-invalid'],
    ['over what is no SHA-256', () => ({ ...approval(), sha256: 'ABC' }), 422, 'input-invalid'],
    ['neither yes nor no', () => ({ ...approval(), decision: 'maybe' }), 422, 'input-invalid'],
    ['a return without a reason', () => ({ ...approval(), decision: 'reject' }), 422, 'reason-missing'],
    [
      'a return with a blank reason',
      () => ({ ...approval(), decision: 'reject', reason: '          ' }),
      422,
      'reason-missing',
    ],
    [
      'a reason of NFD',
      () => ({ ...approval(), decision: 'reject', reason: REASON.normalize('NFD') }),
      422,
      'input-invalid',
    ],
    [
      'a reason with a control character',
      () => ({ ...approval(), decision: 'reject', reason: `${REASON}\u0007` }),
      422,
      'input-invalid',
    ],
  ] as const;

  it.each(refusals)('%s', async (_what, body, status, code) => {
    const before = await door.traces();
    expectRefusal(await decide(door, draft, body()), status, code);
    expect(await door.traces()).toEqual(before);
  });

  it("another official's of the same agency", async () => {
    await secondOfficial();
    const before = await door.traces();
    expectRefusal(await decide(door, draft, approval(), { as: 'director' }), 403, 'not-your-decision');
    expect(await door.traces()).toEqual(before);
  });
});

describe('what comes after the decision is refused while it is too early:', () => {
  const acts = [
    ['seal', 'clerk', {}, 409, 'not-awaiting-seal'],
    ['collection', 'clerk', { identityCheck: 'cccd', collector: 'applicant' }, 409, 'result-not-issued'],
    ['link', 'clerk', { action: 'reissue', replaces: 1 }, 409, 'link-not-issued'],
    ['link', 'clerk', { action: 'revoke', reason: 'Gửi nhầm địa chỉ' }, 409, 'link-not-issued'],
    ['repair', 'operator', { repair: 1, action: 'retry', note: 'Thử lại' }, 409, 'not-awaiting-repair'],
    ['signature', 'official', { digest: 'a'.repeat(64), value: 'AAAA' }, 404, 'signature-not-awaited'],
  ] as const;

  it.each(acts)('%s by the %s (%j)', async (act, as, body, status, code) => {
    const before = await door.traces();
    expectRefusal(await door.ask(`${at(draft)}/${act}`, { as, body }), status, code);
    expect(await door.traces()).toEqual(before);
  });

  it('the decision itself, before there is a document', async () => {
    const dossier = dossierOf({ dossier: someDossier() });
    const id = { code: dossier.code, revision: 1 };
    const item = await door.tracker.revision(draft);
    await door.tracker.revisions.put({
      ...item,
      ...id,
      verifyId: 'not-started',
      // So that the sweeper does not start it.
      acceptedAt: new Date(Date.now() + 3_600_000).toISOString(),
      status: 'accepted',
      projected: 0,
    });
    expectRefusal(await decide(door, id, approval()), 409, 'not-awaiting-decision');
    expectRefusal(await door.ask(`${at(id)}/result`, { as: 'official' }), 404, 'result-missing');
    expect(await door.tracker.log.read(id)).toEqual([]);
  });
});

describe('a decision', () => {
  it('is taken once, however often and at once it is sent', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => decide(door, draft, approval())));
    const told = answers.map((answer) => answer.json(decided));
    expect(told.filter(({ first }) => first)).toHaveLength(1);
    expect(new Set(told.map(({ decidedAt }) => decidedAt)).size).toBe(1);
    await reaches(door, draft, 'returned');
    expect(await door.count(draft, 'result-approved')).toBe(1);
    expect(await door.count(draft, 'official-signed')).toBe(1);
  });

  it('is refused afterwards when it says otherwise, and answered as before when it says the same', async () => {
    const before = await door.traces();
    const otherwise = { ...approval(), decision: 'reject', reason: REASON };
    expectRefusal(await decide(door, draft, otherwise), 409, 'already-decided');
    expect((await decide(door, draft, approval())).json(decided)).toMatchObject({ first: false });
    const others = { ...approval(), sha256: sha256('khác') };
    expectRefusal(await decide(door, draft, others), 409, 'already-decided');
    expect(await door.traces()).toEqual(before);
  });

  it('is refused when it comes too late, because the return was ended meanwhile', async () => {
    const id = await awaitingApproval(door);
    const { stateMachineArn, settings, endpoints } = door.stack;
    const { region, credentials } = settings;
    const workflows = new SFNClient({ region, credentials, endpoint: endpoints.sfn });
    const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${id.code}-r1`;
    await workflows.send(new StopExecutionCommand({ executionArn, error: 'Stopped' }));
    await reaches(door, id, 'failed');
    await until(
      () => door.ask('/inbox', { as: 'official' }),
      ({ text }) => !text.includes(id.code),
    );
    const late = { decision: 'approve', sha256: id.sha256 };
    expectRefusal(await decide(door, id, late), 409, 'not-awaiting-decision');
    expect(await door.count(id, 'result-approved')).toBe(0);
  });

  it('to return it ends the revision with the reason given', async () => {
    const id = await submitted(door);
    await reaches(door, id, 'awaiting-approval');
    const body = { decision: 'reject', sha256: await shown(door, id), reason: REASON };
    expect((await decide(door, id, body)).json(decided)).toMatchObject({ decision: 'rejected', first: true });
    expect(await reaches(door, id, 'returned-for-correction')).toMatchObject({ reason: REASON });
    expect((await decide(door, id, body)).json(decided)).toMatchObject({
      decision: 'rejected',
      first: false,
    });
    expectRefusal(await decide(door, id, { ...body, decision: 'approve' }), 409, 'already-decided');
    const otherReason = { ...body, reason: 'Sai tên chủ đầu tư trên giấy phép.' };
    expectRefusal(await decide(door, id, otherReason), 409, 'already-decided');
  });
});

describe('a seal by hand', () => {
  it('is the clerk’s, once; again it is answered as before', async () => {
    const id = await submitted(door, { agency: 'H15.12', official: 'giam-doc-so-xay-dung' });
    await reaches(door, id, 'awaiting-approval');
    const body = { decision: 'approve', sha256: await shown(door, id, 'director') };
    await decide(door, id, body, { as: 'director' });
    await reaches(door, id, 'awaiting-seal');
    const seals = [1, 2, 3].map(() => door.ask(`${at(id)}/seal`, { as: 'clerk', body: {} }));
    const firsts = (await Promise.all(seals)).map((answer) => answer.json(sealed).first);
    expect(firsts.filter(Boolean)).toHaveLength(1);
    await reaches(door, id, 'returned');
    expect(await door.count(id, 'number-allotted')).toBe(1);
  });
});

describe('an issued result', () => {
  it('is given to systems, too, under the number it was registered with', async () => {
    const result = await door.ask(`${at(draft)}/result`, { as: 'integration' });
    const { archived } = await door.tracker.state(draft);
    expect(sha256(result.bytes)).toBe(archived?.sha256);
    expect(result.headers.get('etag')).toBe(`"${archived?.sha256}"`);
    expect(result.headers.get('content-disposition')).toContain(`"${draft.code}-r1.pdf"`);
  });
});
