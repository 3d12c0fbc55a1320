import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killEverywhere } from '../../test/support/faults.ts';
import { chairman, clerk, deputy, eventsOf, openOffice, type Office } from '../../test/support/office.ts';
import { agency } from '../../test/support/province.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import type { RevisionId } from '../tracking/index.ts';
import { approvalTask, awaitedSigner, decideResult } from './index.ts';
import { approve, ask, reject, shown, waitingIn } from './testing/approval-desk.ts';

/** Head of the section that drafted it, who comes before the deputy. */
const section = { ...deputy, sub: 'sub-section', official: 'truong-phong-1' };

let world: TestTable;
beforeAll(async () => {
  world = await startTable();
  await withInitials(['truong-phong-1', 'pho-chu-tich-1']);
});
afterAll(() => world.stop());

const withInitials = (officials: string[]) =>
  openOffice(world).directory.putAgency({
    ...agency,
    initials: [
      { procedures: ['9.999999'], officials: ['nobody'] },
      { procedures: ['1.013225'], officials },
    ],
  });

const decide = (office: Office, id: RevisionId, user = chairman, decision = approve) =>
  decideResult(office, { id, user, ...decision });
const codeOf = async (outcome: ReturnType<typeof decide>) => {
  const answer = await outcome;
  return answer.ok ? answer.value.decision : `${answer.status} ${answer.code}`;
};
const inboxOf = async (office: Office, id: RevisionId) => {
  const people = [section, deputy, chairman].map(({ official }) => official ?? '');
  const lists = await Promise.all(people.map((each) => office.tasks.list('approval', each)));
  return people.filter((_, index) => lists[index]!.tasks.some(({ code }) => code === id.code));
};

const waiting = () => waitingIn(world);

describe('a draft that others initial before the official', () => {
  it('lies before one at a time, in order, and the workflow is told of the official’s decision alone', async () => {
    const { office, id } = await waiting();
    const seen: unknown[] = [];
    for (const user of [section, deputy, chairman]) {
      const waits = await inboxOf(office, id);
      const awaited = awaitedSigner(await office.tracker.log.read(id));
      seen.push([waits, awaited, await codeOf(decide(office, id, user)), office.workflows.told().length]);
    }
    expect(seen).toEqual([
      [['truong-phong-1'], 'truong-phong-1', 'initialled', 0],
      [['pho-chu-tich-1'], 'pho-chu-tich-1', 'initialled', 0],
      [['chu-tich-1'], 'chu-tich-1', 'approved', 1],
    ]);
    expect(await eventsOf(office, id)).toEqual([
      'approval-requested:0',
      `result-initialled:${shown}:truong-phong-1`,
      `result-initialled:${shown}:pho-chu-tich-1`,
      'result-approved',
    ]);
    const log = await office.tracker.log.read(id);
    expect(
      log.filter(({ type }) => type === 'result-initialled').map(({ actor, data }) => [actor, data]),
    ).toEqual([
      [{ kind: 'official', id: 'truong-phong-1' }, { sha256: shown }],
      [{ kind: 'official', id: 'pho-chu-tich-1' }, { sha256: shown }],
    ]);
  });

  it('is refused out of turn, to who is not asked, over other bytes, and once it was initialled', async () => {
    const { office, id } = await waiting();
    expect(await codeOf(decide(office, id, chairman))).toBe('409 not-your-turn');
    expect(await codeOf(decide(office, id, deputy, reject))).toBe('409 not-your-turn');
    expect(await codeOf(decide(office, id, clerk))).toBe('403 not-your-decision');
    expect(await codeOf(decide(office, id, { ...section, official: 'nobody' }))).toBe(
      '403 not-your-decision',
    );
    const other = { ...approve, sha256: 'b'.repeat(64) };
    expect(await codeOf(decide(office, id, section, other))).toBe('409 other-bytes');
    expect(await codeOf(decide(office, id, section))).toBe('initialled');
    expect(await decide(office, id, section)).toMatchObject({
      value: { decision: 'initialled', first: false },
    });
    expect(await codeOf(decide(office, id, section, reject))).toBe('409 already-decided');
    expect(await eventsOf(office, id)).toHaveLength(2);
  });

  it('initialled by ten presses at once is initialled once', async () => {
    const { office, id } = await waiting();
    const presses = Array.from({ length: 10 }, () => decide(openOffice(world), id, section));
    const answers = await Promise.all(presses);
    expect(answers.filter((each) => each.ok && each.value.first)).toHaveLength(1);
    expect(answers.every((each) => each.ok)).toBe(true);
    expect(await inboxOf(office, id)).toEqual(['pho-chu-tich-1']);
    expect(await eventsOf(office, id)).toHaveLength(2);
  });

  it('is returned by any of them on their turn, with their reason and under their name', async () => {
    const { office, id } = await waiting();
    await decide(office, id, section);
    expect(await codeOf(decide(office, id, deputy, reject))).toBe('rejected');
    expect(office.workflows.told()).toMatchObject([
      { output: { decision: 'rejected', reason: reject.reason } },
    ]);
    expect((await office.tracker.log.read(id)).at(-1)).toMatchObject({
      type: 'result-rejected',
      actor: { id: 'pho-chu-tich-1' },
    });
    expect(await codeOf(decide(office, id, chairman))).toBe('409 already-decided');
    expect(await inboxOf(office, id)).toEqual([]);
  });

  it('reminded of, stays before whose turn it is, under the newest token', async () => {
    const { office, id } = await waiting();
    await decide(office, id, section);
    await ask(office, id, 'token-2', 1);
    expect(await inboxOf(office, id)).toEqual(['pho-chu-tich-1']);
    await decide(office, id, deputy);
    await decide(office, id, chairman);
    expect(office.workflows.told()).toMatchObject([{ token: 'token-2', output: { decision: 'approved' } }]);
  });

  it('keeps who was asked first when the agency’s rules change meanwhile', async () => {
    const { office, id } = await waiting();
    await withInitials(['nobody']);
    await ask(office, id, 'token-2', 1);
    await withInitials(['truong-phong-1', 'pho-chu-tich-1']);
    expect(await inboxOf(office, id)).toEqual(['truong-phong-1']);
  });

  it('ends the same wherever an initial is killed: one event, and before who comes next', async () => {
    const writes = await killEverywhere({
      world: async () => {
        const { office, id } = await waiting();
        return { ...office, office, id };
      },
      act: ({ office, id }) => decide(office, id, section),
      check: async ({ office, id }, struck) => {
        expect(await inboxOf(office, id), struck).toEqual(['pho-chu-tich-1']);
        expect(await eventsOf(office, id), struck).toEqual([
          'approval-requested:0',
          `result-initialled:${shown}:truong-phong-1`,
        ]);
      },
    });
    expect(writes).toBe(2);
  });

  it('whose initial was killed before the log had it has it there before the next one’s', async () => {
    const { office, id } = await waiting();
    const dying = openOffice(world);
    dying.faults.arm(1, 'after');
    await expect(decide(dying, id, section)).rejects.toThrow('after write 1');
    expect(await eventsOf(office, id)).toHaveLength(1);
    await decide(office, id, deputy);
    expect((await eventsOf(office, id)).slice(1)).toEqual([
      `result-initialled:${shown}:truong-phong-1`,
      `result-initialled:${shown}:pho-chu-tich-1`,
    ]);
    expect(await office.tasks.find(approvalTask(id))).toMatchObject({ scope: 'chu-tich-1' });
  });
});
