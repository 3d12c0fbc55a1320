import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killEverywhere } from '../../test/support/faults.ts';
import { acceptedRevision, chairman, eventsOf, openOffice } from '../../test/support/office.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { approvalTask, decideResult } from './index.ts';
import { ask, document, shown, waitingIn } from './testing/approval-desk.ts';

let world: TestTable;
beforeAll(async () => {
  world = await startTable();
});
afterAll(() => world.stop());

const waiting = () => waitingIn(world);

describe('asking the official', () => {
  it('stands in their inbox, and in the log before that', async () => {
    const { office, id } = await waiting();
    const { tasks } = await office.tasks.list('approval', id.official);
    expect(tasks.find((each) => each.code === id.code)).toMatchObject({
      taskToken: 'token-1',
      facts: { document },
    });
    expect((await office.tracker.state(id)).status).toBe('awaiting-approval');
  });

  it('asked twice and twice at once stays one question, under the newest token', async () => {
    const { office, id } = await waiting();
    await Promise.all([ask(office, id), ask(openOffice(world), id)]);
    await ask(office, id, 'token-2', 1);
    expect(await eventsOf(office, id)).toEqual(['approval-requested:0', 'approval-reminded:1']);
    expect(await office.tasks.find(approvalTask(id))).toMatchObject({
      taskToken: 'token-2',
      callback: 'none',
    });
  });

  it('is a new happening after a repair', async () => {
    const { office, id } = await waiting();
    const failure = { state: 'AwaitApproval', error: 'WaitExhausted', cause: 'approval', repair: 1 };
    await office.tracker.record(id, 'repair-requested', 'repair-requested:1', failure);
    await office.tracker.record(id, 'repair-decided', 'repair-decided:1', {
      action: 'retry',
      note: 'Đã nhắc',
    });
    await ask(office, id, 'token-2', 14);
    expect((await office.tracker.state(id)).status).toBe('awaiting-approval');
  });

  it('ends the same wherever it is killed', async () => {
    const writes = await killEverywhere({
      world: async () => {
        const office = openOffice(world);
        return { ...office, office, id: await acceptedRevision(office) };
      },
      act: ({ office, id }) => ask(office, id, 'token-1', 1),
      check: async ({ office, id }, struck) => {
        expect(await eventsOf(office, id), struck).toEqual(['approval-requested:0', 'approval-reminded:1']);
        expect((await office.tracker.revision(id)).status, struck).toBe('awaiting-approval');
        const decision = { decision: 'approve' as const, sha256: shown };
        const outcome = await decideResult(office, { id, user: chairman, ...decision });
        expect(outcome, struck).toMatchObject({ ok: true });
      },
    });
    expect(writes).toBe(4);
  });
});
