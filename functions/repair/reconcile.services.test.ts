import { DescribeExecutionCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { killEverywhere } from '../../test/support/faults.ts';
import { acceptedRevision, clock, eventsOf, openOffice, type Office } from '../../test/support/office.ts';
import { agency, fillDirectory } from '../../test/support/province.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { sdkError } from '../../test/support/workflows.ts';
import { Directory } from '../directory/index.ts';
import { executionName } from '../intake/index.ts';
import { allotNumber, NumberRegister, seriesFor } from '../registry/index.ts';
import type { RevisionId } from '../tracking/index.ts';
import { reconcile, recordEnd, revisionOf } from './reconcile.ts';

let world: TestTable;
beforeEach(async () => {
  await world?.stop();
  world = await startTable();
});
afterAll(() => world.stop());

const place = 'arn:aws:states:ap-southeast-1:000000000000';
const machine = `${place}:stateMachine:return-of-results`;
const depsOf = (office: Office) => ({
  ...office,
  directory: new Directory(office.table),
  register: new NumberRegister(office.table),
  workflows: office.workflows.client,
  stateMachineArn: machine,
});
const stopDate = new Date('2026-11-23T03:00:00Z');

/** What Step Functions lists as ended so. */
function list(office: Office, statusFilter: string, ...ids: readonly RevisionId[]) {
  const executions = ids.map((id) => ({ name: executionName(id) }) as never);
  office.workflows.mock
    .on(ListExecutionsCommand, { statusFilter: statusFilter as never })
    .resolves({ executions });
}

async function ended(status: 'FAILED' | 'TIMED_OUT' | 'SUCCEEDED' | 'RUNNING' | 'ABORTED', error?: string) {
  const office = openOffice(world);
  const { code, revision, dueOn } = await acceptedRevision(office);
  const { mock } = office.workflows;
  mock.on(ListExecutionsCommand).resolves({ executions: [] });
  if (status !== 'RUNNING' && status !== 'SUCCEEDED') list(office, status, { code, revision });
  mock
    .on(DescribeExecutionCommand, { executionArn: `${place}:execution:return-of-results:${code}-r1` })
    .resolves({ status, stopDate, error });
  const wait = { scope: 'H01.12', dueOn, openedAt: clock().toISOString(), taskToken: 't', facts: {} };
  await office.tasks.open({ code, revision, kind: 'seal', round: 1, ...wait });
  return { ...office, office, id: { code, revision } };
}

describe('the reconciler', () => {
  it('records an execution that failed behind the workflow’s back and withdraws what people were asked', async () => {
    const { office, id } = await ended('FAILED', 'States.DataLimitExceeded');
    expect(await reconcile(depsOf(office))).toEqual({ ended: 1, failed: [] });
    expect((await office.tracker.log.read(id)).at(-1)).toMatchObject({
      type: 'execution-ended',
      data: { status: 'FAILED', error: 'States.DataLimitExceeded' },
    });
    expect(await office.tracker.state(id)).toMatchObject({
      status: 'failed',
      reason: 'States.DataLimitExceeded',
    });
    expect((await office.tasks.list('seal', 'H01.12')).tasks).toEqual([]);
    expect(await reconcile(depsOf(office))).toEqual({ ended: 0, failed: [] });
  });

  it('records one execution when EventBridge names it, however often', async () => {
    const { office, id } = await ended('ABORTED');
    await Promise.all([recordEnd(depsOf(office), id), recordEnd(depsOf(office), id)]);
    expect(await recordEnd(depsOf(office), id)).toBe(true);
    expect(await eventsOf(office, id)).toEqual([`execution-ended:${stopDate.toISOString()}`]);
  });

  it('enters the number of a result that was never issued as cancelled', async () => {
    const { office, id } = await ended('TIMED_OUT');
    const deps = depsOf(office);
    await fillDirectory(deps.directory);
    const series = seriesFor(agency, 'giay-phep-xay-dung');
    await allotNumber(deps, { id, agency: agency.code, series, now: clock() });
    expect(await recordEnd(deps, id)).toBe(true);
    const lines = await deps.register.lines({ agency: agency.code, series: series.id, year: 2026 });
    expect(lines).toMatchObject([{ code: id.code, cancelled: { reason: 'execution-ended' } }]);
    expect(await eventsOf(office, id)).toEqual([
      'number-cancelled',
      `execution-ended:${stopDate.toISOString()}`,
    ]);
  });

  it('closes the return of an issued result: it is kept at the agency and can be collected', async () => {
    const { office, id } = await ended('TIMED_OUT');
    const archived = { key: 'results/x.pdf', versionId: null, sha256: 'a'.repeat(64), size: 1 };
    await office.tracker.record(id, 'result-archived', 'result-archived', archived);
    expect(await recordEnd(depsOf(office), id)).toBe(true);
    expect((await office.tracker.state(id)).status).toBe('kept-at-agency');
    expect((await office.tracker.log.read(id)).at(-1)).toMatchObject({ type: 'execution-ended' });
    expect(await recordEnd(depsOf(office), id)).toBe(false);
  });

  it.each(['RUNNING', 'SUCCEEDED'] as const)('says nothing of one that is %s', async (status) => {
    const { office, id } = await ended(status);
    expect(await reconcile(depsOf(office))).toEqual({ ended: 0, failed: [] });
    expect(await eventsOf(office, id)).toEqual([]);
  });

  it('is held up by none that fails, and names it', async () => {
    const { office, id } = await ended('FAILED');
    const { code, revision } = await acceptedRevision(office);
    list(office, 'FAILED', { code, revision }, id);
    office.workflows.mock
      .on(DescribeExecutionCommand, { executionArn: `${place}:execution:return-of-results:${code}-r1` })
      .rejects(sdkError('AccessDeniedException'));
    expect(await reconcile(depsOf(office))).toEqual({
      ended: 1,
      failed: [{ what: `revision ${code}-r1`, error: 'AccessDeniedException' }],
    });
  });

  it('finds what failed, timed out or was aborted, on however many pages it is listed', async () => {
    const office = openOffice(world);
    const { mock } = office.workflows;
    const [failed, timedOut, aborted] = [
      await ended('FAILED'),
      await ended('TIMED_OUT'),
      await ended('ABORTED'),
    ];
    mock.on(DescribeExecutionCommand).resolves({ status: 'FAILED', stopDate });
    const page = ({ id }: typeof failed) => ({ executions: [{ name: executionName(id) } as never] });
    mock
      .on(ListExecutionsCommand, { statusFilter: 'FAILED' })
      .resolvesOnce({ executions: [{ name: 'nightly-report' } as never], nextToken: 'more' })
      .resolves(page(failed));
    mock.on(ListExecutionsCommand, { statusFilter: 'TIMED_OUT' }).resolves(page(timedOut));
    mock.on(ListExecutionsCommand, { statusFilter: 'ABORTED' }).resolves(page(aborted));
    expect(await reconcile(depsOf(office))).toEqual({ ended: 3, failed: [] });
  });

  it('asks about none that its item says is over, and about none that no execution is listed of', async () => {
    const { office, id } = await ended('FAILED');
    await acceptedRevision(office);
    await office.tracker.record(id, 'return-cancelled', 'return-cancelled', { reason: 'operator' });
    list(office, 'FAILED', id, { code: 'H01.12-261112-9999', revision: 1 });
    expect(await reconcile(depsOf(office))).toEqual({ ended: 0, failed: [] });
    expect(office.workflows.mock.commandCalls(DescribeExecutionCommand)).toEqual([]);
  });

  it('leaves what was never started to the sweeper, and what ended in the log as it is', async () => {
    const never = await ended('FAILED');
    never.workflows.mock.on(DescribeExecutionCommand).rejects(sdkError('ExecutionDoesNotExist'));
    expect(await recordEnd(depsOf(never.office), never.id)).toBe(false);
    const over = await ended('ABORTED');
    await over.tracker.record(over.id, 'return-cancelled', 'return-cancelled', { reason: 'operator' });
    expect(await recordEnd(depsOf(over.office), over.id)).toBe(false);
    expect(await recordEnd(depsOf(over.office), { code: 'H01.12-261112-9999', revision: 1 })).toBe(false);
  });

  it('knows its revisions by the names of their executions', () => {
    expect(revisionOf('000.00.12.H01-230115-0001-r12')).toEqual({
      code: '000.00.12.H01-230115-0001',
      revision: 12,
    });
    expect(revisionOf('nightly-report')).toBeUndefined();
    expect(revisionOf('H01.12-261123-0001-r0')).toBeUndefined();
  });

  it('ends the same wherever it is killed', async () => {
    const writes = await killEverywhere({
      world: () => ended('FAILED'),
      act: ({ office, id }) => recordEnd(depsOf(office), id),
      check: async ({ office, id }, struck) => {
        expect(await eventsOf(office, id), struck).toHaveLength(1);
        expect((await office.tracker.revision(id)).status, struck).toBe('failed');
      },
    });
    expect(writes).toBe(3);
  });
});
