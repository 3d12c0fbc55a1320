import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { SendTaskSuccessCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { acceptedRevision, clock, openOffice, type Office } from '../../test/support/office.ts';
import { countCalls } from '../../test/support/counted-calls.ts';
import { Killed, killEverywhere } from '../../test/support/faults.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { sdkError } from '../../test/support/workflows.ts';
import { VerificationPages } from '../intake/index.ts';
import type { Decision, TaskId } from '../tasks/index.ts';
import type { RevisionId } from '../tracking/index.ts';
import { reportFailures } from './report-failures.ts';
import { sweep } from './sweep.ts';

let world: TestTable;
beforeEach(async () => {
  await world?.stop();
  world = await startTable();
});
afterAll(() => world.stop());

/** When the sweeper looks for the first time at what was accepted at `clock()`. */
const soon = () => new Date(clock().getTime() + 10_000);

const run = (office: Office, now = soon) =>
  sweep({
    ...office,
    clock: now,
    pages: new VerificationPages(office.table),
    workflows: office.workflows.client,
    stateMachineArn: 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:return-of-results',
  });

/** Leaves an item that no reader understands. */
async function spoil(pk: string, sk: string): Promise<void> {
  await world.table.client.send(
    new UpdateCommand({
      TableName: world.table.name,
      Key: { pk, sk },
      UpdateExpression: 'SET v = :other',
      ExpressionAttributeValues: { ':other': 99 },
    }),
  );
}

const tomorrow = () => new Date(clock().getTime() + 86_400_000);
const later = () => new Date(clock().getTime() + 90_500);

const collected: Decision = {
  output: { outcome: 'collected' },
  event: {
    type: 'result-collected',
    key: 'result-collected',
    data: { identityCheck: 'cccd', collector: 'applicant' },
    actor: { kind: 'clerk', id: 'sub-clerk' },
    occurredAt: clock().toISOString(),
  },
};

const sealed = {
  document: { key: 'k', sha256: 'a'.repeat(64) },
  symbol: '01/GPXD-UBND',
  date: '2026-11-23',
  certificate: 'b'.repeat(64),
  sealedAt: clock().toISOString(),
};

async function decidedAndKilled(office: Office, { code, revision }: RevisionId): Promise<TaskId> {
  const id: TaskId = { code, revision, kind: 'collection', round: 1 };
  const wait = { scope: 'H01.12', dueOn: '2026-11-23', openedAt: clock().toISOString(), facts: {} };
  await office.tasks.open({ ...id, ...wait, taskToken: `token-${code}` });
  office.faults.arm(1, 'after');
  await expect(office.desk.decide(id, collected)).rejects.toThrow(Killed);
  office.faults.revive();
  return id;
}

describe('the sweeper', () => {
  it('starts what was accepted and not started, and opens its verification page', async () => {
    const office = openOffice(world);
    const item = await acceptedRevision(office);
    expect(await run(office)).toMatchObject({ started: 1, failed: [] });
    expect(office.workflows.started()).toEqual([`${item.code}-r1`]);
    expect(await new VerificationPages(world.table).find(item.verifyId)).toMatchObject({ code: item.code });
  });

  it('leaves alone what is on its way', async () => {
    const office = openOffice(world);
    const id = await acceptedRevision(office);
    await office.tracker.record(id, 'approval-requested', 'approval-requested:0', { official: 'x' });
    expect(await run(office)).toMatchObject({ told: 0, started: 0, projected: 0, failed: [] });
    expect(office.workflows.started()).toEqual([]);
  });

  it('asks about none at whom it has just looked, however many wait for people', async () => {
    const office = openOffice(world);
    for (let waiting = 0; waiting < 10; waiting += 1) {
      const id = await acceptedRevision(office);
      await office.tracker.record(id, 'approval-requested', 'approval-requested:0', { official: 'x' });
    }
    const itemReads = countCalls(office.table.client, GetCommand);
    await run(office);
    expect(itemReads()).toBe(10);
    await run(office);
    expect(itemReads()).toBe(10);
    await run(office, tomorrow);
    expect(itemReads()).toBe(20);
  });

  it('logs and tells a decision whose process was killed', async () => {
    const office = openOffice(world);
    const id = await acceptedRevision(office);
    const task = await decidedAndKilled(office, id);
    expect(await run(office)).toMatchObject({ told: 1, failed: [] });
    expect(office.workflows.told()).toEqual([
      { token: `token-${id.code}`, output: { outcome: 'collected' } },
    ]);
    expect((await office.tracker.log.read(id)).at(-1)).toMatchObject({ type: 'result-collected' });
    expect(await office.tasks.find(task)).toMatchObject({ callback: 'done' });
    expect(await run(office)).toMatchObject({ told: 0 });
  });

  it('repairs a projection that is behind its log', async () => {
    const office = openOffice(world);
    const id = await acceptedRevision(office);
    office.faults.arm(1, 'after');
    const record = office.tracker.record(id, 'return-cancelled', 'return-cancelled', { reason: 'x' });
    await expect(record).rejects.toThrow(Killed);
    office.faults.revive();
    expect((await office.tracker.revision(id)).status).toBe('accepted');
    expect(await run(office)).toMatchObject({ projected: 1, started: 0 });
    expect((await office.tracker.revision(id)).status).toBe('cancelled');
    expect(office.workflows.started()).toEqual([]);
  });

  it('is held up by none that fails, names it, and does it the next time', async () => {
    const office = openOffice(world);
    const stuck = await acceptedRevision(office);
    await decidedAndKilled(office, stuck);
    const { mock } = office.workflows;
    mock.on(SendTaskSuccessCommand).rejectsOnce(sdkError('ThrottlingException')).resolves({});
    mock.on(StartExecutionCommand).rejectsOnce(sdkError('AccessDeniedException')).resolves({});
    await acceptedRevision(office);
    const swept = await run(office);
    expect(swept.failed.map((each) => each.error).toSorted()).toEqual([
      'AccessDeniedException',
      'AwsUnavailable',
    ]);
    expect(() => reportFailures(swept.failed)).toThrow(/^revision .* r1: AccessDeniedException$/);
    const next = await run(office);
    expect(next).toMatchObject({ told: 1, failed: [] });
    expect(() => reportFailures(next.failed)).not.toThrow();
  });

  it('is held up by no item that cannot be read, and looks at it again after the others', async () => {
    const office = openOffice(world);
    const [unreadable, decided] = [await acceptedRevision(office), await acceptedRevision(office)];
    await decidedAndKilled(office, unreadable);
    await decidedAndKilled(office, decided);
    await spoil(`DOSSIER#${unreadable.code}`, 'TASK#0001#collection#01');
    await spoil(`DOSSIER#${unreadable.code}`, 'REV#0001');
    const swept = await run(office);
    expect(swept).toMatchObject({ told: 1 });
    expect(swept.failed).toEqual([
      { what: `DOSSIER#${unreadable.code} TASK#0001#collection#01`, error: 'ZodError' },
      { what: `revision ${unreadable.code} r1`, error: 'ZodError' },
    ]);
    expect((await run(office)).failed).toHaveLength(1);
    expect((await run(office, later)).failed).toHaveLength(2);
  });

  it('tells how old the oldest unsealed revision is, for the alarm', async () => {
    const office = openOffice(world);
    expect(await run(office, later)).toMatchObject({ oldestUnsealedAgeSeconds: 0 });
    const id = await acceptedRevision(office);
    expect(await run(office, later)).toMatchObject({ oldestUnsealedAgeSeconds: 90 });
    await office.tracker.record(id, 'result-sealed', 'result-sealed', sealed);
    expect(await run(office, later)).toMatchObject({ oldestUnsealedAgeSeconds: 0 });
  });

  it('does not ring for what is sealed and waits for a repair, such as of a lost parcel', async () => {
    const office = openOffice(world);
    const unsealed = await acceptedRevision(office);
    const repair = { repair: 1, state: 'CreatePostalOrder', error: 'ObjectConflict', cause: 'x' };
    await office.tracker.record(unsealed, 'repair-requested', 'repair-requested:1', repair);
    expect(await run(office, later)).toMatchObject({ oldestUnsealedAgeSeconds: 90 });
    await office.tracker.record(unsealed, 'result-sealed', 'result-sealed', sealed);
    await office.tracker.record(unsealed, 'repair-requested', 'repair-requested:2', {
      ...repair,
      repair: 2,
    });
    expect((await office.tracker.state(unsealed)).status).toBe('awaiting-repair');
    expect(await run(office, later)).toMatchObject({ oldestUnsealedAgeSeconds: 0 });
  });

  it('does the same twice at once, and wherever it is killed', async () => {
    const writes = await killEverywhere({
      world: async () => {
        const office = openOffice(world);
        const { code, revision } = await acceptedRevision(office);
        await decidedAndKilled(office, { code, revision });
        office.workflows.mock.resetHistory();
        return { ...office, office, id: { code, revision } };
      },
      act: async ({ office, faults }) => {
        const swept = await Promise.all([run(office), run(office)]);
        const killed = swept.flatMap((each) => each.failed).find((each) => each.error === 'Killed');
        if (killed && faults.writes > 0) throw new Killed(killed.what);
      },
      check: async ({ tracker, workflows, id }, struck) => {
        const log = await tracker.log.read(id);
        expect(
          log.map((each) => each.key),
          struck,
        ).toEqual(['dossier-accepted', 'result-collected']);
        expect(workflows.told()[0], struck).toMatchObject({ output: { outcome: 'collected' } });
        expect((await tracker.revision(id)).status, struck).toBe((await tracker.state(id)).status);
      },
    });
    expect(writes).toBeGreaterThan(3);
  });
});
