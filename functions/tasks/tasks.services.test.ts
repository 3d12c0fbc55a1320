import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptedRevision, clock, openOffice, pendingOf, type Office } from '../../test/support/office.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { sdkError } from '../../test/support/workflows.ts';
import type { Decision, TaskId } from './index.ts';

let world: TestTable;
beforeAll(async () => {
  world = await startTable();
});
afterAll(() => world.stop());

let scopes = 0;

async function waiting() {
  const office = openOffice(world);
  const { code, revision } = await acceptedRevision(office);
  const id: TaskId = { code, revision, kind: 'delivery', round: 1 };
  const scope = `office-${(scopes += 1)}`;
  await open(office, id, scope, 'token-1');
  return { ...office, office, id, scope };
}

const open = ({ tasks }: Office, id: TaskId, scope: string, taskToken: string, dueOn = '2026-11-23') =>
  tasks.open({ ...id, scope, dueOn, openedAt: clock().toISOString(), taskToken, facts: { order: 'KQ1' } });

const delivered: Decision = {
  output: { outcome: 'delivered' },
  event: {
    type: 'channel-settled',
    key: 'channel-settled:post',
    data: { channel: 'post', outcome: 'delivered' },
    actor: { kind: 'post', id: 'sub-post' },
    occurredAt: clock().toISOString(),
  },
};

describe('a wait', () => {
  it('is in its list, most urgent first, page by page, until it is decided', async () => {
    const { office, scope, id } = await waiting();
    for (const dueOn of ['2026-11-30', '2026-11-20']) {
      const { code, revision } = await acceptedRevision(office);
      await open(office, { ...id, code, revision }, scope, 't', dueOn);
    }
    const first = await office.tasks.list('delivery', scope, 2);
    const rest = await office.tasks.list('delivery', scope, 2, first.next);
    expect([...first.tasks, ...rest.tasks].map((each) => each.dueOn)).toEqual([
      '2026-11-20',
      '2026-11-23',
      '2026-11-30',
    ]);
    await office.desk.decide(id, delivered);
    expect((await office.tasks.list('delivery', scope)).tasks).toHaveLength(2);
  });

  it('opened again keeps when it was first opened and takes the newest token', async () => {
    const { office, id, scope } = await waiting();
    await open(office, id, scope, 'token-2');
    const task = await office.tasks.find(id);
    expect(task).toMatchObject({ taskToken: 'token-2', openedAt: clock().toISOString(), callback: 'none' });
  });

  it('is decided once: of two at once the first wins, and is told', async () => {
    const { office, id } = await waiting();
    const other = { ...delivered, output: { outcome: 'returned-to-agency' } };
    const results = await Promise.all([office.desk.decide(id, delivered), office.desk.decide(id, other)]);
    expect(results.filter((each) => each.taken)).toHaveLength(1);
    const known = await office.tasks.find(id);
    expect(office.workflows.told()).toEqual([{ token: 'token-1', output: known?.output }]);
  });

  it('cannot be decided before it was opened, nor after it was withdrawn', async () => {
    const { office, id } = await waiting();
    expect(await office.desk.decide({ ...id, round: 2 }, delivered)).toEqual({
      taken: false,
      task: undefined,
    });
    await office.tasks.withdrawAll(id);
    expect(await office.desk.decide(id, delivered)).toMatchObject({ taken: false });
    expect(office.workflows.told()).toEqual([]);
    expect(await office.tracker.log.read(id)).toHaveLength(1);
  });

  it('withdrawn and opened again is in its list and can be decided', async () => {
    const { office, id, scope } = await waiting();
    await office.tasks.withdrawAll(id);
    expect((await office.tasks.list('delivery', scope)).tasks).toEqual([]);
    await open(office, id, scope, 'token-2');
    expect((await office.tasks.list('delivery', scope)).tasks).toHaveLength(1);
    expect(await office.desk.decide(id, delivered)).toMatchObject({ taken: true });
  });

  it('asked again after its decision has the newest token told, not the old one', async () => {
    const { office, id, scope } = await waiting();
    await office.desk.decide(id, delivered);
    await open(office, id, scope, 'token-2');
    for (const task of await pendingOf(office, id)) await office.desk.finish(task);
    expect(office.workflows.told().map((each) => each.token)).toEqual(['token-1', 'token-2']);
    expect(await pendingOf(office, id)).toEqual([]);
  });

  it('told under an old token stays pending when a newer one came meanwhile', async () => {
    const { office, id, scope } = await waiting();
    office.workflows.mock.on(SendTaskSuccessCommand).callsFake(() => open(office, id, scope, 'token-2'));
    await office.desk.decide(id, delivered);
    expect(await pendingOf(office, id)).toMatchObject([{ taskToken: 'token-2' }]);
  });

  it('whose answer the service refuses for another reason than a closed token fails aloud', async () => {
    const { office, id } = await waiting();
    office.workflows.mock.on(SendTaskSuccessCommand).rejects(sdkError('InvalidOutput'));
    await expect(office.desk.decide(id, delivered)).rejects.toMatchObject({ name: 'InvalidOutput' });
    expect(await pendingOf(office, id)).toHaveLength(1);
  });
});
