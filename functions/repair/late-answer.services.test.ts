import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killEverywhere } from '../../test/support/faults.ts';
import {
  acceptedRevision,
  chairman,
  clock,
  eventsOf,
  openOffice,
  pendingOf,
  type Office,
} from '../../test/support/office.ts';
import { fromHere } from '../../test/support/rewind.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { sdkError } from '../../test/support/workflows.ts';
import { decideResult } from '../approval/index.ts';
import { awaitApproval } from '../approval/await-approval.ts';
import type { RevisionId } from '../tracking/index.ts';
import { awaitRepair, repairTask } from './await-repair.ts';

let world: TestTable;
beforeAll(async () => {
  world = await startTable();
});
afterAll(() => world.stop());

const sha256 = 'a'.repeat(64);
const wait = (office: Office, id: RevisionId, taskToken: string) =>
  awaitApproval(office, { ...id, document: { key: 'drafts/x.pdf', sha256 }, reminder: 14, taskToken });
const approve = (office: Office, id: RevisionId) =>
  decideResult(office, { id, user: chairman, decision: 'approve', sha256 });
const exhausted = (office: Office, id: RevisionId, failure = { error: 'WaitExhausted', cause: 'approval' }) =>
  awaitRepair(office, {
    ...id,
    failedState: 'AwaitApproval',
    failure,
    repair: 1,
    reminder: 0,
    startedAt: clock().toISOString(),
    limits: { repairs: 15, waits: 6, beforeIssueSeconds: 86_400, afterIssueSeconds: 86_400 },
    taskToken: 'token-repair',
  });
const retried = { token: 'token-repair', output: { action: 'retry', reason: 'answered' } };

/** An office to which the token of the official's wait is closed. */
function openLate(): Office {
  const office = openOffice(world);
  office.workflows.mock
    .on(SendTaskSuccessCommand, { taskToken: 'token-approval' }, false)
    .rejects(sdkError('TaskTimedOut'));
  return office;
}

/** An official who was waited for to the end. */
async function unanswered() {
  const office = openLate();
  const { code, revision } = await acceptedRevision(office);
  const id = { code, revision };
  await wait(office, id, 'token-approval');
  return { office, id };
}

describe('an answer that comes after its wait was given up', () => {
  it('decides the repair an operator was asked for, and the workflow goes back and finds it', async () => {
    const { office, id } = await unanswered();
    await exhausted(office, id);
    expect(await approve(office, id)).toMatchObject({ ok: true });
    expect(office.workflows.told()).toContainEqual(retried);
    expect((await office.tracker.log.read(id)).at(-1)).toMatchObject({
      type: 'repair-decided',
      actor: { kind: 'official', id: chairman.official },
    });
    await wait(office, id, 'token-again');
    for (const task of await pendingOf(office, id)) await office.desk.finish(task);
    expect(office.workflows.told().at(-1)).toEqual({
      token: 'token-again',
      output: { decision: 'approved', sha256 },
    });
  });

  it('decides it as well when the question was only on its way', async () => {
    const { office, id } = await unanswered();
    await approve(office, id);
    expect(await pendingOf(office, id)).toEqual([]);
    await exhausted(office, id);
    for (const task of await pendingOf(office, id)) await office.desk.finish(task);
    expect(office.workflows.told()).toContainEqual(retried);
  });

  it('leaves a repair of anything else to the operator', async () => {
    const { office, id } = await unanswered();
    await exhausted(office, id, { error: 'PreconditionMissing', cause: 'approval' });
    await approve(office, id);
    expect((await office.tasks.find(repairTask(id, 1)))?.output).toBeUndefined();
  });

  it('comes second to an operator who stopped the return', async () => {
    const { office, id } = await unanswered();
    await exhausted(office, id);
    const by = {
      actor: { kind: 'operator' as const, id: 'sub-operator' },
      occurredAt: clock().toISOString(),
    };
    const data = { action: 'cancel', note: 'x', repair: 1 };
    const event = { type: 'repair-decided', key: 'repair-decided:1', data, ...by };
    await office.desk.decide(repairTask(id, 1), { output: { action: 'cancel', reason: 'operator' }, event });
    await approve(office, id);
    expect(office.workflows.told().at(-1)?.output).not.toEqual(retried.output);
  });

  it('ends the same wherever it is killed', async () => {
    const { id } = await unanswered();
    await exhausted(openOffice(world), id);
    await killEverywhere({
      world: await fromHere({ table: world.table }, openLate),
      act: async (office) => {
        await approve(office, id);
        for (const task of await pendingOf(office, id)) await office.desk.finish(task);
      },
      check: async (office, struck) => {
        expect(await pendingOf(office, id), struck).toEqual([]);
        expect(office.workflows.told(), struck).toContainEqual(retried);
        const keys = await eventsOf(office, id);
        expect(
          keys.filter((key) => key === 'repair-decided:1'),
          struck,
        ).toHaveLength(1);
      },
    });
  });
});
