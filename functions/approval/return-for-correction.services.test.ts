import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killEverywhere } from '../../test/support/faults.ts';
import { acceptedRevision, eventsOf, openOffice } from '../../test/support/office.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { returnForCorrection } from './return-for-correction.ts';

let world: TestTable;
beforeAll(async () => {
  world = await startTable();
});
afterAll(() => world.stop());

const reason = 'Sai tên chủ đầu tư';

async function rejected() {
  const office = openOffice(world);
  const { code, revision } = await acceptedRevision(office);
  await office.tracker.record({ code, revision }, 'result-rejected', 'result-rejected', { reason });
  return { ...office, office, id: { code, revision } };
}
type Rejected = Awaited<ReturnType<typeof rejected>>;

const act = ({ office, id }: Rejected) => returnForCorrection(office, { ...id, reason });

describe('returning for correction', () => {
  it('ends the revision with its reason, however often and at once it runs', async () => {
    const world = await rejected();
    await Promise.all([act(world), act(world)]);
    await act(world);
    expect(await eventsOf(world.office, world.id)).toEqual(['result-rejected', 'returned-for-correction']);
    expect(await world.tracker.state(world.id)).toMatchObject({ status: 'returned-for-correction', reason });
  });

  it('ends the same wherever it is killed', async () => {
    const writes = await killEverywhere({
      world: rejected,
      act,
      check: async ({ office, id }, struck) => {
        expect((await office.tracker.revision(id)).status, struck).toBe('returned-for-correction');
        expect(await eventsOf(office, id), struck).toHaveLength(2);
      },
    });
    expect(writes).toBe(2);
  });
});
