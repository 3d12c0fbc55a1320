import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killEverywhere } from '../../test/support/faults.ts';
import { acceptedRevision, openOffice } from '../../test/support/office.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { agencyRevision, nextLook, sweepShard, type RevisionId } from './index.ts';

let world: TestTable;
beforeAll(async () => {
  world = await startTable();
});
afterAll(() => world.stop());

/** After every look there may be. */
const FAR = new Date('2030-01-01T00:00:00Z');
const kept = { status: 'kept-at-agency' as const, outcomes: [] };

async function accepted() {
  const office = openOffice(world);
  const { code, revision, agency, dueOn } = await acceptedRevision(office);
  const id = { code, revision };
  const swept = async () => includes(await office.tracker.lists.toLookAt(shardOf(id), FAR), id);
  const due = async () => includes(await office.tracker.lists.dueOn(agency, dueOn), id);
  return { ...office, id, swept, due };
}

const shardOf = ({ code }: RevisionId) => Number(sweepShard(code).slice('SWEEP#'.length));
const includes = (ids: RevisionId[], id: RevisionId) => ids.some((each) => each.code === id.code);

describe('recording what happens', () => {
  it('says who did it and when, and shows the status in the revision’s item', async () => {
    const { tracker, id } = await accepted();
    const by = { actor: { kind: 'official' as const, id: 'chu-tich-1' }, occurredAt: '2026-11-22T01:00:00Z' };
    const sha256 = 'a'.repeat(64);
    const { event, state } = await tracker.record(id, 'result-approved', 'result-approved', { sha256 }, by);
    expect(event).toMatchObject({ ...by, data: { sha256 } });
    expect(state.status).toBe('approved');
    expect(await tracker.revision(id)).toMatchObject({ status: 'approved', projected: 2 });
  });

  it('leaves the item alone while the status stays the same', async () => {
    const { tracker, id } = await accepted();
    await tracker.record(id, 'approval-requested', 'approval-requested', { official: 'x' });
    await tracker.record(id, 'seal-reminded', 'seal-reminded:1', { reminder: 1 });
    expect((await tracker.state(id)).sequence).toBe(3);
    expect(await tracker.revision(id)).toMatchObject({ status: 'awaiting-approval', projected: 2 });
  });

  it('never takes the shown status back to an earlier one', async () => {
    const { tracker, id } = await accepted();
    const early = await tracker.state(id);
    await tracker.record(id, 'approval-requested', 'approval-requested', { official: 'x' });
    await tracker.revisions.project(id, early);
    expect((await tracker.revision(id)).status).toBe('awaiting-approval');
  });

  it('ends with log and projection agreeing, wherever it was killed', async () => {
    const writes = await killEverywhere({
      world: accepted,
      act: ({ tracker, id }) =>
        tracker.record(id, 'approval-requested', 'approval-requested', { official: 'x' }),
      check: async ({ tracker, id }, struck) => {
        expect((await tracker.state(id)).sequence, struck).toBe(2);
        expect(await tracker.revision(id), struck).toMatchObject({
          status: 'awaiting-approval',
          projected: 2,
        });
      },
    });
    expect(writes).toBe(2);
  });

  it('refuses to speak of a revision that was never accepted', async () => {
    const { tracker } = openOffice(world);
    await expect(tracker.revision({ code: 'H01.12-261123-9999', revision: 1 })).rejects.toMatchObject({
      name: 'PreconditionMissing',
    });
  });
});

describe('a revision', () => {
  it('is put once: the second content changes nothing', async () => {
    const { tracker, id } = await accepted();
    const item = await tracker.revision(id);
    expect(await tracker.revisions.put({ ...item, contentHash: 'd'.repeat(64) })).toBe(false);
    expect(await tracker.revision(id)).toEqual(item);
  });

  it('is in the lists of its due day and of the sweeper while it is open', async () => {
    const { tracker, id, swept, due } = await accepted();
    expect([await swept(), await due()]).toEqual([true, true]);
    await tracker.record(id, 'return-cancelled', 'return-cancelled', { reason: 'x' });
    expect([await swept(), await due()]).toEqual([false, false]);
  });

  it('is looked at soon after its acceptance, then ever more rarely, at least once a day', async () => {
    const { tracker, id } = await accepted();
    const { acceptedAt } = await tracker.revision(id);
    const after = (seconds: number) => new Date(Date.parse(acceptedAt) + seconds * 1000);
    const isDue = async (seconds: number) =>
      includes(await tracker.lists.toLookAt(shardOf(id), after(seconds)), id);
    expect([await isDue(4), await isDue(6)]).toEqual([false, true]);
    await tracker.lists.lookAgain(id, nextLook(acceptedAt, after(6)));
    expect([await isDue(65), await isDue(67)]).toEqual([false, true]);
    const [day, hour] = [86_400, 3_600];
    await tracker.lists.lookAgain(id, nextLook(acceptedAt, after(100 * day)));
    expect([await isDue(101 * day - hour), await isDue(101 * day + hour)]).toEqual([false, true]);
  });

  it('does not come back into the sweeper’s list by a look that came too late', async () => {
    const { tracker, id, swept } = await accepted();
    const { acceptedAt } = await tracker.revision(id);
    await tracker.record(id, 'return-cancelled', 'return-cancelled', { reason: 'x' });
    await tracker.lists.lookAgain(id, nextLook(acceptedAt, new Date()));
    expect(await swept()).toBe(false);
  });

  it('leaves the sweeper’s list when kept at the agency, since its execution is over', async () => {
    const { tracker, id, swept, due } = await accepted();
    await tracker.record(id, 'return-completed', 'return-completed', kept);
    expect([await swept(), await due()]).toEqual([false, true]);
  });

  it('is shown to its agency and unknown to any other', async () => {
    const { tracker, id } = await accepted();
    const { agency } = await tracker.revision(id);
    expect(await agencyRevision(tracker, id, [agency])).toMatchObject({ ok: true });
    expect(await agencyRevision(tracker, id, ['H99'])).toMatchObject({
      status: 404,
      code: 'dossier-unknown',
    });
  });
});
