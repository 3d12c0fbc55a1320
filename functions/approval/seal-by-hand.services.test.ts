import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killEverywhere } from '../../test/support/faults.ts';
import {
  acceptedRevision,
  clerk,
  eventsOf,
  openOffice,
  pendingOf,
  stranger,
  type Office,
} from '../../test/support/office.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import type { RevisionId } from '../tracking/index.ts';
import { awaitSeal } from './await-seal.ts';
import { sealByHand } from './index.ts';

let world: TestTable;
beforeAll(async () => {
  world = await startTable();
});
afterAll(() => world.stop());

const document = { key: 'signing/x.pdf', sha256: 'a'.repeat(64) };
const askSeal = (office: Office, id: RevisionId, taskToken = 'token-1', reminder = 0) =>
  awaitSeal(office, { code: id.code, revision: id.revision, document, reminder, taskToken });

describe('the seal by hand', () => {
  it('waits in the agency’s list, reminds, and is authorised by its clerk, once', async () => {
    const office = openOffice(world);
    const id = await acceptedRevision(office);
    await askSeal(office, id);
    await askSeal(office, id, 'token-2', 1);
    const { tasks } = await office.tasks.list('seal', id.agency);
    expect(tasks.map((each) => each.code)).toContain(id.code);
    const seal = { id, user: clerk };
    expect(await sealByHand(office, seal)).toEqual({ ok: true, value: { sealedBy: clerk.sub, first: true } });
    expect(await sealByHand(office, seal)).toMatchObject({ ok: true, value: { first: false } });
    expect(office.workflows.told()).toEqual([{ token: 'token-2', output: { sealedBy: clerk.sub } }]);
    expect(await eventsOf(office, id)).toEqual(['seal-requested:0', 'seal-reminded:1', 'seal-authorised']);
  });

  it('is refused when nothing waits for it, and hidden from other agencies', async () => {
    const office = openOffice(world);
    const id = await acceptedRevision(office);
    expect(await sealByHand(office, { id, user: clerk })).toMatchObject({
      status: 409,
      code: 'not-awaiting-seal',
    });
    await askSeal(office, id);
    expect(await sealByHand(office, { id, user: stranger })).toMatchObject({
      status: 404,
      code: 'dossier-unknown',
    });
  });

  it('ends the same wherever asking and sealing are killed', async () => {
    const writes = await killEverywhere({
      world: async () => {
        const office = openOffice(world);
        return { ...office, office, id: await acceptedRevision(office) };
      },
      act: async ({ office, id }) => {
        await askSeal(office, id);
        await sealByHand(office, { id, user: clerk });
        for (const task of await pendingOf(office, id)) await office.desk.finish(task);
      },
      check: async ({ office, id, workflows }, struck) => {
        expect(await eventsOf(office, id), struck).toEqual(['seal-requested:0', 'seal-authorised']);
        expect(workflows.told(), struck).toContainEqual({
          token: 'token-1',
          output: { sealedBy: clerk.sub },
        });
      },
    });
    expect(writes).toBe(7);
  });
});
