import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killEverywhere } from '../../test/support/faults.ts';
import { acceptedRevision, clock, eventsOf, openOffice } from '../../test/support/office.ts';
import { agency, fillDirectory } from '../../test/support/province.ts';
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

async function numbered() {
  const office = openOffice(world);
  const { code, revision, dueOn } = await acceptedRevision(office);
  const id = { code, revision };
  const directory = new Directory(office.table);
  const deps = { ...office, directory, register: new NumberRegister(office.table) };
  const number = await allotNumber(deps, { id, agency: agency.code, series, now: clock() });
  const { tasks } = office;
  const wait = { scope: agency.code, dueOn, openedAt: clock().toISOString(), taskToken: 't', facts: {} };
  await tasks.open({ ...id, ...wait, kind: 'seal', round: 1 });
  await tasks.open({ ...id, ...wait, kind: 'repair', round: 1 });
  return { ...deps, office, deps, id, number };
}

const cancel = ({ deps, id }: Awaited<ReturnType<typeof numbered>>) =>
  cancelReturn(deps, { ...id, reason: 'operator' });
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

  it('keeps the number of a document that was issued: it exists', async () => {
    const issued = await numbered();
    const archived = { key: 'results/2026/x.pdf', versionId: null, sha256: 'a'.repeat(64), size: 1 };
    await issued.tracker.record(issued.id, 'result-archived', 'result-archived', archived);
    await cancel(issued);
    expect(await confirmNumber(issued, issued.id)).toEqual(issued.number);
    expect((await issued.tracker.state(issued.id)).status).toBe('cancelled');
  });

  it('ends the same run twice and twice at once', async () => {
    const twice = await numbered();
    await Promise.all([cancel(twice), cancel(twice)]);
    await cancel(twice);
    expect(await eventsOf(twice.office, twice.id)).toEqual(['number-cancelled', 'return-cancelled']);
  });

  it('ends the same wherever it is killed', async () => {
    const writes = await killEverywhere({
      world: numbered,
      act: cancel,
      check: async (after, struck) => {
        const events = await eventsOf(after.office, after.id);
        expect(events, struck).toEqual(['number-cancelled', 'return-cancelled']);
        expect(await lineOf(after), struck).toMatchObject({ cancelled: { reason: 'operator' } });
        expect((await after.tracker.revision(after.id)).status, struck).toBe('cancelled');
      },
    });
    expect(writes).toBe(9);
  });
});
