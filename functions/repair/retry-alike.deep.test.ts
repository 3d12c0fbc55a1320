import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptedRevision, clerk, clock, openOffice, type Office } from '../../test/support/office.ts';
import { otherAgency } from '../../test/support/province.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import type { User } from '../directory/index.ts';
import type { RevisionId } from '../tracking/index.ts';
import { awaitRepair } from './await-repair.ts';
import { decideRepair, retryAlike } from './index.ts';

let world: TestTable;
beforeAll(async () => {
  world = await startTable();
});
afterAll(() => world.stop());

const operator: User = { ...clerk, sub: 'sub-operator' };
const lost = { failedState: 'SealResult', error: 'PreconditionMissing' };

async function stopped(office: Office, how: Partial<typeof lost> = {}): Promise<RevisionId> {
  const { code, revision } = await acceptedRevision(office);
  const { failedState, error } = { ...lost, ...how };
  await awaitRepair(office, {
    code,
    revision,
    failedState,
    failure: { error, cause: '' },
    repair: 1,
    reminder: 0,
    startedAt: clock().toISOString(),
    limits: { repairs: 15, waits: 6, beforeIssueSeconds: 86_400, afterIssueSeconds: 86_400 },
    taskToken: `token-${code}`,
  });
  return { code, revision };
}

const letGoOn = async (office: Office, user = operator) => {
  const { failedState: state, error } = lost;
  const decided = await retryAlike(office, { user, state, error, note: 'Đã nạp lại hình dấu' });
  return decided.map(({ code }) => code).toSorted();
};
const codes = (...ids: readonly RevisionId[]) => ids.map(({ code }) => code).toSorted();
const waits = async (office: Office, id: RevisionId) =>
  (await office.tracker.state(id)).status === 'awaiting-repair';

describe('what stopped alike', () => {
  it('goes on together, each by an operator’s decision of its own, and what stopped otherwise waits', async () => {
    const office = openOffice(world);
    const alike = await Promise.all([stopped(office), stopped(office)]);
    const elsewhere = await stopped(office, { failedState: 'ArchiveResult' });
    const otherwise = await stopped(office, { error: 'CertificateExpired' });
    expect(await letGoOn(office)).toEqual(codes(...alike));
    for (const id of alike) {
      expect((await office.tracker.log.read(id)).at(-1)).toMatchObject({
        type: 'repair-decided',
        actor: { kind: 'operator', id: operator.sub },
        data: { action: 'retry', note: 'Đã nạp lại hình dấu', repair: 1 },
      });
    }
    expect(office.workflows.told().map(({ token }) => token)).toEqual(
      expect.arrayContaining(alike.map(({ code }) => `token-${code}`)),
    );
    expect(await Promise.all([waits(office, elsewhere), waits(office, otherwise)])).toEqual([true, true]);
  });

  it('is decided once, pressed twice at once or after somebody who stopped one', async () => {
    const office = openOffice(world);
    const [first, second, cancelled] = await Promise.all([stopped(office), stopped(office), stopped(office)]);
    await decideRepair(office, { id: cancelled, user: operator, repair: 1, action: 'cancel', note: 'Dừng' });
    const pressed = await Promise.all([letGoOn(office), letGoOn(openOffice(world))]);
    expect(pressed.flat().toSorted()).toEqual(codes(first, second));
    expect(await letGoOn(office)).toEqual([]);
  });

  it('is found beyond the first page of the desk', async () => {
    const office = openOffice(world);
    const others = Array.from({ length: 55 }, () => stopped(office, { error: 'CertificateExpired' }));
    await Promise.all(others);
    const last = await stopped(office);
    expect(await letGoOn(office)).toEqual(codes(last));
  });

  it('of another agency is not touched', async () => {
    const office = openOffice(world);
    const id = await stopped(office);
    expect(await letGoOn(office, { ...operator, agencies: [otherAgency.code] })).toEqual([]);
    expect(await waits(office, id)).toBe(true);
  });
});
