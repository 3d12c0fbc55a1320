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
import type { User } from '../directory/index.ts';
import type { RevisionId } from '../tracking/index.ts';
import { awaitRepair, readableCause } from './await-repair.ts';
import { decideRepair, repairDecision } from './index.ts';

let world: TestTable;
beforeAll(async () => {
  world = await startTable();
});
afterAll(() => world.stop());

const operator: User = { ...clerk, sub: 'sub-operator' };
const failure = {
  error: 'TemplateInvalid',
  cause: '{"errorType":"TemplateInvalid","errorMessage":"mẫu hỏng"}',
};

const ask = (office: Office, id: RevisionId, repair = 1, taskToken = `token-${repair}`) =>
  awaitRepair(office, { ...id, failedState: 'RenderResult', failure, repair, taskToken });
const retry = { repair: 1, action: 'retry', note: 'Đã sửa mẫu' } as const;
const decide = async (office: Office, id: RevisionId, decision = {}, user = operator) => {
  const outcome = await decideRepair(office, { id, user, ...retry, ...decision });
  return outcome.ok ? `taken ${outcome.value.first ? 'now' : 'before'}` : `${outcome.status} ${outcome.code}`;
};

async function broken() {
  const office = openOffice(world);
  const { code, revision, agency } = await acceptedRevision(office);
  const id = { code, revision };
  await ask(office, id);
  return { office, id, agency };
}

describe('the operator’s desk', () => {
  it('shows what failed and why, in words and not as a stack trace', async () => {
    const { office, id, agency } = await broken();
    const { tasks } = await office.tasks.list('repair', agency);
    const facts = { state: 'RenderResult', error: 'TemplateInvalid', cause: 'mẫu hỏng' };
    expect(tasks.find((each) => each.code === id.code)?.facts).toEqual(facts);
    expect(await office.tracker.state(id)).toMatchObject({
      status: 'awaiting-repair',
      repair: facts,
      repairs: 1,
    });
  });

  it.each([
    ['{"errorType":"X","errorMessage":"câu đầy đủ","trace":[]}', 'câu đầy đủ'],
    ['{"errorType":"X","errorMessage":"có \\"ngoặc\\"","trace":["at f', 'có "ngoặc"'],
    ['{"errorType":"X","errorMess', '{"errorType":"X","errorMess'],
    ['link: EmailRefused', 'link: EmailRefused'],
    ['', ''],
  ])('reads the cause %j as %j', (cause, sentence) => {
    expect(readableCause(cause)).toBe(sentence);
  });

  it('asked twice, at once, and reminded stays one question under the newest token', async () => {
    const { office, id } = await broken();
    await Promise.all([ask(office, id), ask(openOffice(world), id, 1, 'token-b')]);
    await ask(office, id, 1, 'token-c');
    expect(await eventsOf(office, id)).toEqual(['repair-requested:1']);
    expect(await decide(office, id)).toBe('taken now');
    expect(office.workflows.told()).toEqual([{ token: 'token-c', output: { action: 'retry' } }]);
  });

  it('takes a decision once; the same again is answered, a contradicting one refused', async () => {
    const { office, id } = await broken();
    expect(await decide(office, id)).toBe('taken now');
    expect(await decide(office, id)).toBe('taken before');
    expect(await decide(office, id, { action: 'cancel' })).toBe('409 already-decided');
    expect((await office.tracker.log.read(id)).at(-1)).toMatchObject({
      type: 'repair-decided',
      actor: { kind: 'operator', id: operator.sub },
      data: { action: 'retry', note: 'Đã sửa mẫu' },
    });
    expect((await office.tracker.state(id)).status).toBe('accepted');
  });

  it('asks anew for each repair, so that an old answer never settles a new question', async () => {
    const { office, id } = await broken();
    expect(await decide(office, id, { repair: 2 })).toBe('409 not-awaiting-repair');
    await decide(office, id);
    await ask(office, id, 2);
    expect(await decide(office, id)).toBe('taken before');
    expect((await office.tracker.state(id)).status).toBe('awaiting-repair');
    expect(await decide(office, id, { repair: 2, action: 'cancel' })).toBe('taken now');
  });

  it('is hidden from other agencies', async () => {
    const { office, id } = await broken();
    expect(await decide(office, id, {}, stranger)).toBe('404 dossier-unknown');
  });

  it('asks for a note of what was done', () => {
    expect(repairDecision.safeParse({ ...retry, note: '  ' }).success).toBe(false);
    expect(repairDecision.safeParse({ ...retry, action: 'skip' }).success).toBe(false);
    expect(repairDecision.safeParse(retry).success).toBe(true);
  });

  it('ends the same wherever asking and deciding are killed', async () => {
    const writes = await killEverywhere({
      world: async () => {
        const office = openOffice(world);
        const { code, revision } = await acceptedRevision(office);
        return { ...office, office, id: { code, revision } };
      },
      act: async ({ office, id }) => {
        await ask(office, id);
        await decide(office, id);
        for (const task of await pendingOf(office, id)) await office.desk.finish(task);
      },
      check: async ({ office, id, workflows }, struck) => {
        expect(await eventsOf(office, id), struck).toEqual(['repair-requested:1', 'repair-decided:1']);
        expect(workflows.told(), struck).toContainEqual({ token: 'token-1', output: { action: 'retry' } });
      },
    });
    expect(writes).toBe(8);
  });
});
