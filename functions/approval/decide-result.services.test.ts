import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killEverywhere } from '../../test/support/faults.ts';
import {
  acceptedRevision,
  chairman,
  clerk,
  deputy,
  eventsOf,
  openOffice,
  pendingOf,
  stranger,
  type Office,
} from '../../test/support/office.ts';
import { official } from '../../test/support/province.ts';
import { fromHere } from '../../test/support/rewind.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { sdkError } from '../../test/support/workflows.ts';
import type { RevisionId } from '../tracking/index.ts';
import { approvalTask, decideResult, resultDecision } from './index.ts';
import { approve, ask, document, reject, shown, waitingIn } from './testing/approval-desk.ts';

let world: TestTable;
beforeAll(async () => {
  world = await startTable();
});
afterAll(() => world.stop());

const decide = (office: Office, id: RevisionId, decision = approve, user = chairman) =>
  decideResult(office, { id, user, ...decision });
const codeOf = async (outcome: ReturnType<typeof decide>) => {
  const answer = await outcome;
  return answer.ok ? 'taken' : `${answer.status} ${answer.code}`;
};

const waiting = () => waitingIn(world);

describe('the official’s decision', () => {
  it('approves the bytes shown: logged under their id, told to the workflow, out of the inbox', async () => {
    const { office, id } = await waiting();
    expect(await decide(office, id)).toEqual({
      ok: true,
      value: { decision: 'approved', decidedAt: '2026-11-23T02:00:00.000Z', first: true },
    });
    expect(office.workflows.told()).toEqual([
      { token: 'token-1', output: { decision: 'approved', sha256: shown } },
    ]);
    expect((await office.tracker.log.read(id)).at(-1)).toMatchObject({
      type: 'result-approved',
      actor: { kind: 'official', id: chairman.official },
      data: { sha256: shown },
    });
    const { tasks } = await office.tasks.list('approval', id.official);
    expect(tasks.filter((each) => each.code === id.code)).toEqual([]);
  });

  it('returns with a reason, which the workflow and the log are given', async () => {
    const { office, id } = await waiting();
    expect(await codeOf(decide(office, id, reject))).toBe('taken');
    expect(office.workflows.told()).toMatchObject([
      { output: { decision: 'rejected', reason: reject.reason } },
    ]);
    expect(await office.tracker.state(id)).toMatchObject({ status: 'rejected', reason: reject.reason });
  });

  it('taken again is answered with the first one; a contradicting one is refused', async () => {
    const { office, id } = await waiting();
    await decide(office, id);
    expect(await decide(office, id)).toMatchObject({ ok: true, value: { first: false } });
    expect(await codeOf(decide(office, id, reject))).toBe('409 already-decided');
    expect(office.workflows.told()).toHaveLength(1);
  });

  it('is one when approval and rejection come at once', async () => {
    const { office, id } = await waiting();
    const answers = await Promise.all([
      codeOf(decide(office, id)),
      codeOf(decide(openOffice(world), id, reject)),
    ]);
    expect(answers.toSorted()).toEqual(['409 already-decided', 'taken']);
    expect(await eventsOf(office, id)).toHaveLength(2);
  });

  it('is refused to another official of the agency, to a clerk, and hidden from other agencies', async () => {
    const { office, id } = await waiting();
    expect(await codeOf(decide(office, id, approve, deputy))).toBe('403 not-your-decision');
    expect(await codeOf(decide(office, id, approve, clerk))).toBe('403 not-your-decision');
    expect(await codeOf(decide(office, id, approve, stranger))).toBe('404 dossier-unknown');
    expect(await codeOf(decide(office, { code: 'H01.12-261112-9999', revision: 1 }))).toBe(
      '404 dossier-unknown',
    );
  });

  it('is refused over other bytes than those that wait', async () => {
    const { office, id } = await waiting();
    expect(await codeOf(decide(office, id, { ...approve, sha256: 'b'.repeat(64) }))).toBe('409 other-bytes');
  });

  it('is refused once it was taken, over other bytes or for another reason, too', async () => {
    const { office, id } = await waiting();
    await decide(office, id, reject);
    expect(await codeOf(decide(office, id, { ...reject, sha256: 'b'.repeat(64) }))).toBe(
      '409 already-decided',
    );
    const other = { ...reject, reason: 'Sai tên chủ đầu tư trên giấy phép.' };
    expect(await codeOf(decide(office, id, other))).toBe('409 already-decided');
  });

  it('is refused once the mandate printed on the draft has ended, and may still be a return', async () => {
    const { office, id } = await waiting();
    const lines = ['TUQ. CHỦ TỊCH', 'TRƯỞNG PHÒNG KINH TẾ'];
    await office.tracker.record(id, 'result-rendered', 'result-rendered', {
      document,
      authority: { lines, act: 'Quyết định số 45/QĐ-UBND ngày 01/7/2026' },
    });
    const mandated = (until: string) =>
      office.directory.putOfficial({
        ...official,
        title: 'Trưởng phòng Kinh tế',
        authorities: [
          {
            capacity: 'by-mandate',
            headTitle: 'Chủ tịch',
            act: { document: 'Quyết định số 45/QĐ-UBND ngày 01/7/2026', from: '2026-07-01', until },
            procedures: ['1.013225'],
          },
        ],
      });
    await mandated('2026-11-22');
    expect(await codeOf(decide(office, id))).toBe('409 authority-changed');
    await office.directory.putOfficial(official);
    expect(await codeOf(decide(office, id))).toBe('409 authority-changed');
    expect(office.workflows.told()).toEqual([]);
    await mandated('2026-11-23');
    expect(await codeOf(decide(office, id))).toBe('taken');
    await office.directory.putOfficial(official);
    const returned = await waiting();
    await returned.office.tracker.record(returned.id, 'result-rendered', 'result-rendered', {
      document,
      authority: { lines },
    });
    expect(await codeOf(decide(returned.office, returned.id, reject))).toBe('taken');
  });

  it('is refused too early, and too late when the wait was withdrawn', async () => {
    const office = openOffice(world);
    const id = await acceptedRevision(office);
    expect(await codeOf(decide(office, id))).toBe('409 not-awaiting-decision');
    await ask(office, id);
    await office.tasks.withdraw(approvalTask(id));
    expect(await codeOf(decide(office, id))).toBe('409 not-awaiting-decision');
    expect(office.workflows.told()).toEqual([]);
  });

  it.each([undefined, '', 'quá ngắn', '          x         '])(
    'is refused as a return for the reason %j',
    async (reason) => {
      const { office, id } = await waiting();
      const outcome = await decide(office, id, {
        decision: 'reject',
        sha256: shown,
        ...(reason && { reason }),
      });
      expect(outcome).toMatchObject({ status: 422, code: 'reason-missing', problems: [{ field: 'reason' }] });
    },
  );

  it('has no form but approve or reject, the hash and a reason of at most a thousand characters', () => {
    expect(resultDecision.safeParse({ ...approve, sha256: 'A'.repeat(64) }).success).toBe(false);
    expect(resultDecision.safeParse({ ...approve, decision: 'maybe' }).success).toBe(false);
    expect(resultDecision.safeParse({ ...approve, signer: 'x' }).success).toBe(false);
    expect(resultDecision.safeParse({ ...reject, reason: 'x'.repeat(1001) }).success).toBe(false);
  });

  it('stands when the workflow cannot be told, and is told under the newest token later', async () => {
    const { office, id } = await waiting();
    office.workflows.mock.on(SendTaskSuccessCommand).rejects(sdkError('ServiceUnavailable'));
    expect(await codeOf(decide(office, id))).toBe('taken');
    const next = openOffice(world);
    await ask(next, id, 'token-2');
    for (const task of await pendingOf(next, id)) await next.desk.finish(task);
    expect(next.workflows.told()).toMatchObject([{ token: 'token-2', output: { decision: 'approved' } }]);
    expect(await pendingOf(next, id)).toEqual([]);
  });

  it('is done with when its token is closed, and asked again makes it pending again', async () => {
    const { office, id } = await waiting();
    office.workflows.mock.on(SendTaskSuccessCommand).rejects(sdkError('TaskTimedOut'));
    expect(await codeOf(decide(office, id))).toBe('taken');
    expect(await pendingOf(office, id)).toEqual([]);
    await ask(office, id, 'token-2', 1);
    expect(await pendingOf(office, id)).toMatchObject([{ taskToken: 'token-2' }]);
  });

  it('ends the same wherever it is killed: one event, one output, told at last', async () => {
    const { id } = await waiting();
    const writes = await killEverywhere({
      world: await fromHere({ table: world.table }, () => openOffice(world)),
      act: async (office) => {
        const outcome = await decide(office, id);
        for (const task of await pendingOf(office, id)) await office.desk.finish(task);
        return outcome;
      },
      check: async (office, struck) => {
        expect(await eventsOf(office, id), struck).toEqual(['approval-requested:0', 'result-approved']);
        expect((await office.tracker.revision(id)).status, struck).toBe('approved');
        expect(office.workflows.told(), struck).toContainEqual({
          token: 'token-1',
          output: { decision: 'approved', sha256: shown },
        });
        expect(await office.tasks.find(approvalTask(id)), struck).toMatchObject({ callback: 'done' });
      },
    });
    expect(writes).toBe(5);
  });
});
