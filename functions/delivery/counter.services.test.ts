import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killEverywhere } from '../../test/support/faults.ts';
import { acceptedRevision, issuedRevision } from '../../test/support/issued-revision.ts';
import { clerk, openOffice, pendingOf, stranger, type Office } from '../../test/support/office.ts';
import { agency } from '../../test/support/province.ts';
import { fromHere } from '../../test/support/rewind.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import type { ChannelOutcome, RevisionId } from '../tracking/index.ts';
import { awaitCollection, collectionTask } from './await-collection.ts';
import { collection, collectResult } from './collect-result.ts';
import { completeReturn, judgeOutcomes } from './complete-return.ts';

const counter = { delivery: { counter: {} } };
const byPost = {
  delivery: {
    post: {
      recipientName: 'Y Bhĭu Niê Kdăm',
      phone: '0905123456',
      address: {
        line: '27 Trần Hưng Đạo',
        ward: { code: '24133', name: 'phường Buôn Ma Thuột' },
        province: { code: '66', name: 'tỉnh Đắk Lắk' },
      },
    },
  },
};
const inPerson = { identityCheck: 'cccd', collector: 'applicant' } as const;

let world: TestTable;
beforeAll(async () => {
  world = await startTable();
});
afterAll(() => world.stop());

const open = () => openOffice(world);
const collect = (office: Office, id: RevisionId, taken: object = inPerson, by = clerk) =>
  collectResult(office, { id, collection: collection.parse(taken), clerk: by });
const wait = (office: Office, id: RevisionId, reminder = 0, taskToken = 'token-1') =>
  awaitCollection(office, { ...id, reminder, taskToken });
const eventsOf = async (office: Office, id: RevisionId, type: string) =>
  (await office.tracker.log.read(id)).filter((event) => event.type === type);

async function awaited(office: Office): Promise<RevisionId> {
  const id = await issuedRevision(office.tracker, counter);
  await wait(office, id);
  return id;
}

describe('waiting at the counter', () => {
  it('lists the result for the agency’s clerks, with nothing personal', async () => {
    const office = open();
    const id = await awaited(office);
    const { tasks } = await office.tasks.list('collection', agency.code);
    const task = tasks.find((each) => each.code === id.code);
    expect(task).toMatchObject({
      facts: { symbol: '07/GPXD-UBND', date: '2026-11-23' },
      taskToken: 'token-1',
    });
  });

  it('run again and at once, is one wait under the newest token; the next wait reminds', async () => {
    const office = open();
    const id = await awaited(office);
    await Promise.all([wait(open(), id, 1, 'token-2'), wait(open(), id, 1, 'token-2')]);
    expect((await office.tasks.find(collectionTask(id)))?.taskToken).toBe('token-2');
    expect(await eventsOf(office, id, 'collection-awaited')).toHaveLength(1);
    expect(await eventsOf(office, id, 'collection-reminded')).toHaveLength(1);
  });

  it('killed before and after every write and run again, is opened once', async () => {
    const id = await issuedRevision(open().tracker, counter);
    const writes = await killEverywhere({
      world: await fromHere({ table: world.table }, open),
      act: (office) => wait(office, id, 1),
      check: async (office, struck) => {
        expect(await office.tasks.find(collectionTask(id)), struck).toMatchObject({ taskToken: 'token-1' });
        expect(await eventsOf(office, id, 'collection-awaited'), struck).toHaveLength(1);
        expect(await eventsOf(office, id, 'collection-reminded'), struck).toHaveLength(1);
      },
    });
    expect(writes).toBe(3);
  });
});

describe('collecting', () => {
  it('answers the workflow and records how the identity was checked and who came', async () => {
    const office = open();
    const id = await awaited(office);
    const taken = { identityCheck: 'vneid', collector: 'representative', authorisation: '15/UQ' };
    expect(await collect(office, id, taken)).toMatchObject({ ok: true });
    expect(office.workflows.told()).toEqual([{ token: 'token-1', output: { outcome: 'collected' } }]);
    expect(await eventsOf(office, id, 'result-collected')).toMatchObject([
      { data: taken, actor: { kind: 'clerk', id: clerk.sub } },
    ]);
    expect((await office.tracker.state(id)).outcomes).toEqual([{ channel: 'counter', outcome: 'collected' }]);
  });

  it('happens once: the second clerk is told, also when both press at once', async () => {
    const office = open();
    const id = await awaited(office);
    const both = await Promise.all([collect(open(), id), collect(open(), id)]);
    expect(both.filter((each) => each.ok)).toHaveLength(1);
    expect(await collect(office, id)).toMatchObject({ status: 409, code: 'already-collected' });
    expect(await eventsOf(office, id, 'result-collected')).toHaveLength(1);
  });

  it('needs a representative’s authorisation, an issued result, and a clerk of the agency', async () => {
    const office = open();
    const id = await awaited(office);
    const without = { identityCheck: 'cccd', collector: 'representative' };
    expect(await collect(office, id, without)).toMatchObject({ status: 422, code: 'authorisation-missing' });
    const unknown = { status: 404, code: 'dossier-unknown' };
    expect(await collect(office, id, inPerson, stranger)).toMatchObject(unknown);
    expect(await collect(office, { code: 'H01.12-261112-9999', revision: 1 })).toMatchObject(unknown);
    const draft = await acceptedRevision(office.tracker, counter);
    expect(await collect(office, draft)).toMatchObject({ status: 409, code: 'result-not-issued' });
    await office.tracker.record(id, 'return-cancelled', 'return-cancelled', { reason: 'operator' });
    expect(await collect(office, id)).toMatchObject({ status: 409, code: 'return-cancelled' });
    expect(collection.safeParse({ identityCheck: 'none', collector: 'applicant' }).success).toBe(false);
  });

  it('is not offered while the paper is with the post, and is once it came back', async () => {
    const office = open();
    const id = await issuedRevision(office.tracker, byPost);
    expect(await collect(office, id)).toMatchObject({ status: 409, code: 'collection-not-offered' });
    const back = { channel: 'post', outcome: 'returned-to-agency' } as const;
    await completeReturn(office, id, [back]);
    expect((await office.tracker.state(id)).status).toBe('kept-at-agency');
    expect(await collect(office, id)).toMatchObject({ ok: true });
    expect((await office.tracker.state(id)).status).toBe('returned');
    expect(await collect(office, id)).toMatchObject({ code: 'already-collected' });
  });

  it('after the workflow closed as kept at the agency, is still in the list and is an event of its own', async () => {
    const office = open();
    const id = await awaited(office);
    await completeReturn(office, id, [{ channel: 'counter', outcome: 'kept-at-agency' }]);
    const { tasks } = await office.tasks.list('collection', agency.code);
    expect(tasks.some((each) => each.code === id.code)).toBe(true);
    expect(await collect(office, id)).toMatchObject({ ok: true });
    expect((await office.tracker.state(id)).status).toBe('returned');
  });

  it('killed after the decision, is finished from what was decided', async () => {
    const id = await awaited(open());
    await killEverywhere({
      world: await fromHere({ table: world.table }, open),
      act: async (office) => {
        const again = await collect(office, id);
        if (!again.ok) for (const task of await pendingOf(office, id)) await office.desk.finish(task);
      },
      check: async (office, struck) => {
        expect(await eventsOf(office, id, 'result-collected'), struck).toHaveLength(1);
        expect(await office.tasks.find(collectionTask(id)), struck).toMatchObject({ callback: 'done' });
      },
    });
  });
});

/** An outcome for each channel, in order. */
const all = (...outcomes: ChannelOutcome['outcome'][]): ChannelOutcome[] =>
  (['link', 'post', 'counter'] as const).map((channel, index) => ({
    channel,
    outcome: outcomes[index] ?? 'not-asked',
  }));

describe('completing', () => {
  it.each([
    ['returned', ['sent']],
    ['returned', ['not-asked', 'delivered']],
    ['returned', ['not-asked', 'not-asked', 'collected']],
    ['returned', ['sent', 'unconfirmed', 'kept-at-agency']],
    ['kept-at-agency', ['not-asked', 'not-asked', 'kept-at-agency']],
    ['kept-at-agency', ['not-asked', 'returned-to-agency']],
    ['kept-at-agency', ['not-asked', 'unconfirmed']],
    ['kept-at-agency', ['failed']],
    ['kept-at-agency', ['sent', 'failed']],
    ['returned', ['failed', 'delivered']],
    ['returned', ['sent', 'failed', 'collected']],
  ] as const)('is "%s" for %j', (status, outcomes) => {
    expect(judgeOutcomes(all(...outcomes)).status).toBe(status);
  });

  it('records each channel once and the end once, run twice and at once', async () => {
    const office = open();
    const id = await issuedRevision(office.tracker, counter);
    const done = all('sent', 'failed');
    const both = [completeReturn(open(), id, done), completeReturn(open(), id, done)];
    const kept = { status: 'kept-at-agency' };
    expect(await Promise.all(both)).toMatchObject([kept, kept]);
    expect(await completeReturn(office, id, done)).toEqual(kept);
    expect(await eventsOf(office, id, 'channel-settled')).toHaveLength(2);
    expect(await eventsOf(office, id, 'return-completed')).toHaveLength(1);
    expect((await office.tracker.state(id)).status).toBe('kept-at-agency');
  });

  it('withdraws the other open waits once the result is returned', async () => {
    const office = open();
    const id = await awaited(office);
    await completeReturn(office, id, all('sent', 'not-asked', 'kept-at-agency'));
    const { tasks } = await office.tasks.list('collection', agency.code);
    expect(tasks.some((each) => each.code === id.code)).toBe(false);
    expect(await collect(office, id)).toMatchObject({ ok: true });
  });

  it('a delivery proved after the end makes of "kept" a return', async () => {
    const office = open();
    const id = await issuedRevision(office.tracker, byPost);
    await completeReturn(office, id, all('not-asked', 'unconfirmed'));
    const late = { channel: 'post', outcome: 'delivered' } as const;
    const { state } = await office.tracker.record(id, 'channel-settled', 'late', late);
    expect(state.status).toBe('returned');
  });

  it('killed before and after every write and run again, ends the same', async () => {
    const id = await awaited(open());
    const writes = await killEverywhere({
      world: await fromHere({ table: world.table }, open),
      act: (office) => completeReturn(office, id, all('sent', 'not-asked', 'kept-at-agency')),
      check: async (office, struck) => {
        expect((await office.tracker.state(id)).status, struck).toBe('returned');
        expect((await office.tracker.revision(id)).status, struck).toBe('returned');
        expect(await eventsOf(office, id, 'channel-settled'), struck).toHaveLength(2);
        expect((await office.tasks.find(collectionTask(id)))?.callback, struck).toBe('done');
      },
    });
    expect(writes).toBe(5);
  });
});
