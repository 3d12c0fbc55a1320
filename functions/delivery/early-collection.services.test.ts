import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killEverywhere } from '../../test/support/faults.ts';
import { issuedRevision } from '../../test/support/issued-revision.ts';
import { clerk, openOffice, pendingOf, type Office } from '../../test/support/office.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import type { RevisionId } from '../tracking/index.ts';
import { awaitCollection, collectionTask } from './await-collection.ts';
import { collectResult } from './collect-result.ts';
import { completeReturn } from './complete-return.ts';

let world: TestTable;
beforeAll(async () => {
  world = await startTable();
});
afterAll(() => world.stop());

const inPerson = { identityCheck: 'cccd', collector: 'applicant' } as const;
const issued = () => issuedRevision(openOffice(world).tracker, { delivery: { counter: {} } });
const collect = (office: Office, id: RevisionId) =>
  collectResult(office, { id, collection: inPerson, clerk });
const wait = (office: Office, id: RevisionId, reminder = 0) =>
  awaitCollection(office, { ...id, reminder, taskToken: `token-${reminder}` });
const collections = async (office: Office, id: RevisionId) =>
  (await office.tracker.log.read(id)).filter(({ type }) => type === 'result-collected');
const answered = { output: { outcome: 'collected' }, event: { actor: { kind: 'clerk', id: clerk.sub } } };

describe('a result collected before the workflow waits for it', () => {
  it('answers the wait when it is opened; the sweeper tells the workflow', async () => {
    const [office, id] = [openOffice(world), await issued()];
    expect(await collect(office, id)).toMatchObject({ ok: true });
    await wait(office, id);
    expect(await pendingOf(office, id)).toMatchObject([{ ...answered, taskToken: 'token-0' }]);
    expect(office.workflows.told()).toEqual([]);
    for (const task of await pendingOf(office, id)) await office.desk.finish(task);
    expect(office.workflows.told()).toEqual([{ token: 'token-0', output: { outcome: 'collected' } }]);
    expect(await collections(office, id)).toHaveLength(1);
  });

  it('leaves the clerk’s list', async () => {
    const [office, id] = [openOffice(world), await issued()];
    await collect(office, id);
    await wait(office, id);
    const { agency } = await office.tracker.revision(id);
    const { tasks } = await office.tasks.list('collection', agency, 200);
    expect(tasks.filter((each) => each.code === id.code)).toEqual([]);
  });

  it('answers a wait that was opened while the hand-over was being written', async () => {
    const [office, id] = [openOffice(world), await issued()];
    const record = office.tracker.record.bind(office.tracker);
    office.tracker.record = async (...event) => {
      if (event[1] === 'result-collected') await wait(openOffice(world), id);
      return record(...event);
    };
    expect(await collect(office, id)).toMatchObject({ ok: true });
    expect(office.workflows.told()).toEqual([{ token: 'token-0', output: { outcome: 'collected' } }]);
  });

  it('answers a wait opened again after it failed and an operator let it go on', async () => {
    const [office, id] = [openOffice(world), await issued()];
    office.faults.arm(2, 'before');
    await expect(wait(office, id)).rejects.toThrow('before write 2');
    office.faults.revive();
    await collect(office, id);
    await wait(office, id, 1);
    expect(await office.tasks.find(collectionTask(id))).toMatchObject({ ...answered, callback: 'pending' });
  });

  it('ends the same wherever the clerk’s call or the wait is killed and made again', async () => {
    const ids = new Map<Office, RevisionId>();
    await killEverywhere({
      world: async () => {
        const office = openOffice(world);
        ids.set(office, await issued());
        return office;
      },
      act: async (office) => {
        await collect(office, ids.get(office)!);
        await wait(office, ids.get(office)!);
      },
      check: async (office, struck) => {
        const id = ids.get(office)!;
        for (const task of await pendingOf(office, id)) await office.desk.finish(task);
        const task = await office.tasks.find(collectionTask(id));
        expect(task, struck).toMatchObject({ ...answered, callback: 'done' });
        expect(await collections(office, id), struck).toHaveLength(1);
      },
    });
  });

  it('is returned, not kept at the agency, when the workflow closes', async () => {
    const [office, id] = [openOffice(world), await issued()];
    await collect(office, id);
    await wait(office, id);
    await completeReturn(office, id, [{ channel: 'counter', outcome: 'collected' }]);
    expect((await office.tracker.state(id)).status).toBe('returned');
  });
});
