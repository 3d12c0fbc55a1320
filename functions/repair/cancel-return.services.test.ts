import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killEverywhere } from '../../test/support/faults.ts';
import { acceptedRevision, clock, eventsOf, openOffice } from '../../test/support/office.ts';
import { agency, fillDirectory } from '../../test/support/province.ts';
import { fromHere } from '../../test/support/rewind.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { Directory } from '../directory/index.ts';
import { allotNumber, confirmNumber, NumberRegister, seriesFor } from '../registry/index.ts';
import type { RevisionId } from '../tracking/index.ts';
import { cancelReturn } from './cancel-return.ts';

let world: TestTable;
beforeAll(async () => {
  world = await startTable();
  await fillDirectory(new Directory(world.table));
});
afterAll(() => world.stop());

const series = seriesFor(agency, 'giay-phep-xay-dung');

/** A process that can cancel. */
function open() {
  const office = openOffice(world);
  const deps = { ...office, register: new NumberRegister(office.table) };
  return { ...deps, office, deps };
}

async function numbered() {
  const opened = open();
  const { office, deps } = opened;
  const { code, revision, dueOn } = await acceptedRevision(office);
  const id = { code, revision };
  const number = await allotNumber(deps, { id, agency: agency.code, series, now: clock() });
  const { tasks } = office;
  const wait = { scope: agency.code, dueOn, openedAt: clock().toISOString(), taskToken: 't', facts: {} };
  await tasks.open({ ...id, ...wait, kind: 'seal', round: 1 });
  await tasks.open({ ...id, ...wait, kind: 'repair', round: 1 });
  return { ...opened, id, number };
}

const cancel = ({ deps, id }: Awaited<ReturnType<typeof numbered>>) =>
  cancelReturn(deps, { ...id, reason: 'operator' });
const issue = async ({ tracker, id }: Pick<Awaited<ReturnType<typeof numbered>>, 'tracker' | 'id'>) => {
  const archived = { key: 'results/2026/x.pdf', versionId: null, sha256: 'a'.repeat(64), size: 1 };
  await tracker.record(id, 'result-archived', 'result-archived', archived);
};
const lineOf = async ({ register, id }: { register: NumberRegister; id: RevisionId }) =>
  (await register.lines({ agency: agency.code, series: series.id, year: 2026 })).find(
    (line) => line.code === id.code,
  );

describe('cancelling a return', () => {
  it('marks the number as cancelled, withdraws what people were asked and ends the revision', async () => {
    const world = await numbered();
    await cancel(world);
    expect(await lineOf(world)).toMatchObject({ cancelled: { reason: 'operator' } });
    expect(await confirmNumber(world, world.id)).toBeUndefined();
    expect(await eventsOf(world.office, world.id)).toEqual(['number-cancelled', 'return-cancelled']);
    expect(await world.tracker.revision(world.id)).toMatchObject({ status: 'cancelled' });
    for (const kind of ['seal', 'repair'] as const) {
      const { tasks } = await world.tasks.list(kind, agency.code);
      expect(tasks.filter((each) => each.code === world.id.code)).toEqual([]);
    }
  });

  it('leaves the register alone when no number was allotted', async () => {
    const office = openOffice(world);
    const id = await acceptedRevision(office);
    const deps = {
      ...office,
      directory: new Directory(office.table),
      register: new NumberRegister(office.table),
    };
    await cancelReturn(deps, { ...id, reason: 'repair-expired' });
    expect(await eventsOf(office, id)).toEqual(['return-cancelled']);
    expect(await lineOf({ ...deps, id })).toBeUndefined();
  });

  it('closes the return of an issued document instead: it exists, keeps its number, and is at the agency', async () => {
    const issued = await numbered();
    await issue(issued);
    expect(await cancel(issued)).toEqual({ status: 'kept-at-agency' });
    expect(await confirmNumber(issued, issued.id)).toEqual(issued.number);
    expect(await issued.tracker.state(issued.id)).toMatchObject({
      status: 'kept-at-agency',
      outcomes: [{ channel: 'counter', outcome: 'kept-at-agency' }],
    });
    const [completed] = (await issued.tracker.log.read(issued.id)).slice(-1);
    expect(completed).toMatchObject({ type: 'return-completed', data: { reason: 'operator' } });
  });

  it('asks nobody about an issued document any more, but lets the counter hand it over', async () => {
    const issued = await numbered();
    await issue(issued);
    const wait = {
      scope: agency.code,
      dueOn: '2026-12-01',
      openedAt: clock().toISOString(),
      taskToken: 't',
      facts: {},
    };
    await issued.tasks.open({ ...issued.id, ...wait, kind: 'collection', round: 1 });
    await cancel(issued);
    const open = (await issued.tasks.ofRevision(issued.id)).filter(({ callback }) => callback !== 'done');
    expect(open.map(({ kind }) => kind)).toEqual(['collection']);
  });

  it('counts a proved hand-over as a return', async () => {
    const issued = await numbered();
    await issue(issued);
    const collected = { channel: 'counter', outcome: 'collected' } as const;
    await issued.tracker.record(issued.id, 'channel-settled', 'settled', collected);
    expect(await cancel(issued)).toEqual({ status: 'returned' });
  });

  it('closes an issued return the same wherever it is killed', async () => {
    const { id, number, tracker } = await numbered();
    await issue({ tracker, id });
    await killEverywhere({
      world: await fromHere({ table: world.table }, () => ({ ...open(), id, number })),
      act: cancel,
      check: async (after, struck) => {
        const events = await eventsOf(after.office, after.id);
        expect(
          events.filter((key) => key === 'return-completed'),
          struck,
        ).toHaveLength(1);
        expect((await after.tracker.revision(after.id)).status, struck).toBe('kept-at-agency');
        expect(await confirmNumber(after, after.id), struck).toEqual(after.number);
      },
    });
  });

  it('ends the same run twice and twice at once', async () => {
    const twice = await numbered();
    await Promise.all([cancel(twice), cancel(twice)]);
    await cancel(twice);
    expect(await eventsOf(twice.office, twice.id)).toEqual(['number-cancelled', 'return-cancelled']);
  });

  it('ends the same wherever it is killed', async () => {
    const { id, number } = await numbered();
    const writes = await killEverywhere({
      world: await fromHere({ table: world.table }, () => ({ ...open(), id, number })),
      act: cancel,
      check: async (after, struck) => {
        const events = await eventsOf(after.office, after.id);
        expect(events, struck).toEqual(['number-cancelled', 'return-cancelled']);
        expect(await lineOf(after), struck).toMatchObject({ cancelled: { reason: 'operator' } });
        expect((await after.tracker.revision(after.id)).status, struck).toBe('cancelled');
      },
    });
    expect(writes).toBe(8);
  });
});
