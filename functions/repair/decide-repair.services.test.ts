import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killEverywhere } from '../../test/support/faults.ts';
import {
  acceptedRevision,
  clerk,
  clock,
  eventsOf,
  openOffice,
  pendingOf,
  stranger,
  type Office,
} from '../../test/support/office.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import type { User } from '../directory/index.ts';
import { SYSTEM, type RevisionId } from '../tracking/index.ts';
import { awaitRepair, readableCause, repairTask } from './await-repair.ts';
import { decideRepair, repairDecision } from './index.ts';
import { repairNumber } from './repair-course.ts';

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

const question = {
  failedState: 'RenderResult',
  reminder: 0,
  startedAt: clock().toISOString(),
  limits: { repairs: 15, waits: 6, beforeIssueSeconds: 86_400, afterIssueSeconds: 86_400 },
};

const ask = (office: Office, id: RevisionId, repair = 1, taskToken = `token-${repair}`) =>
  awaitRepair(office, { ...id, ...question, failure, repair, taskToken });
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
    expect(office.workflows.told()).toEqual([
      { token: 'token-c', output: { action: 'retry', reason: 'operator' } },
    ]);
  });

  it('takes a decision once; the same again is answered, a contradicting one refused', async () => {
    const { office, id } = await broken();
    expect(await decide(office, id)).toBe('taken now');
    expect(await decide(office, id)).toBe('taken before');
    expect(await decide(office, id, { action: 'cancel' })).toBe('409 already-decided');
    expect((await office.tracker.log.read(id)).at(-1)).toMatchObject({
      type: 'repair-decided',
      actor: { kind: 'operator', id: operator.sub },
      data: { action: 'retry', note: 'Đã sửa mẫu', repair: 1 },
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
        expect(workflows.told(), struck).toContainEqual({
          token: 'token-1',
          output: { action: 'retry', reason: 'operator' },
        });
      },
    });
    expect(writes).toBe(8);
  });
});

describe('a question nobody is asked any more', () => {
  const limits = question.limits;
  const longAgo = '2026-11-20T02:00:00Z';

  it.each([
    ['after so many repairs', { limits: { ...limits, repairs: 1 } }, 2, 'too-many-repairs'],
    ['after six silent weeks', { reminder: 6 }, 1, 'repair-expired'],
    ['when the road after it would not fit into the year', { startedAt: longAgo }, 1, 'time-over'],
  ])('is answered %s by the workflow itself, which the log says', async (_, how, repair, reason) => {
    const office = openOffice(world);
    const id = await acceptedRevision(office);
    for (let number = 1; number < repair; number += 1) await ask(office, id, number);
    await awaitRepair(office, { ...id, ...question, ...how, failure, repair, taskToken: 'token-z' });
    expect((await office.tasks.find(repairTask(id, repair)))?.output).toEqual({ action: 'cancel', reason });
    for (const task of await pendingOf(office, id)) await office.desk.finish(task);
    expect(office.workflows.told()).toEqual([{ token: 'token-z', output: { action: 'cancel', reason } }]);
    expect((await office.tracker.log.read(id)).at(-1)).toMatchObject({
      type: 'repair-decided',
      actor: SYSTEM,
      data: { action: 'cancel', note: reason, repair },
    });
  });

  it('is put as long as there is time: longer for an issued result, and always for a failed cancellation', async () => {
    const late = { startedAt: longAgo, limits: { ...limits, afterIssueSeconds: 7 * 86_400 } };
    const issuedOffice = openOffice(world);
    const issued = await acceptedRevision(issuedOffice);
    const archived = { key: 'results/x.pdf', versionId: null, sha256: 'a'.repeat(64), size: 1 };
    await issuedOffice.tracker.record(issued, 'result-archived', 'result-archived', archived);
    const request = { ...question, ...late, failure, repair: 1, taskToken: 't' };
    await awaitRepair(issuedOffice, { ...issued, ...request });
    expect(await decide(issuedOffice, issued)).toBe('taken now');
    const office = openOffice(world);
    const id = await acceptedRevision(office);
    const cancelling = { failedState: 'CancelReturn', reminder: 40 };
    await awaitRepair(office, { ...id, ...request, ...cancelling });
    expect(await decide(office, id)).toBe('taken now');
  });

  it('refuses an operator who comes after that', async () => {
    const office = openOffice(world);
    const id = await acceptedRevision(office);
    await awaitRepair(office, { ...id, ...question, reminder: 6, failure, repair: 1, taskToken: 't' });
    expect(await decide(office, id)).toBe('409 already-decided');
  });
});

describe('an outage of AWS that outlasted the repetitions of a step', () => {
  const outage = { error: 'AwsUnavailable', cause: '{"errorMessage":"KMSInternalException"}' };
  const failAgain = async (office: Office, id: RevisionId, repair: number, error = outage.error) => {
    const taskToken = `token-${repair}`;
    await awaitRepair(office, { ...id, ...question, failure: { ...outage, error }, repair, taskToken });
    for (const task of await pendingOf(office, id)) await office.desk.finish(task);
  };
  const goesOn = { action: 'retry', reason: 'aws-unavailable' };

  it.each(['AwsUnavailable', 'Lambda.ServiceException', 'Sandbox.Timedout'])(
    'is nobody’s business: after %s the workflow goes on by itself, which the log says',
    async (error) => {
      const office = openOffice(world);
      const id = await acceptedRevision(office);
      await failAgain(office, id, 1, error);
      expect(office.workflows.told()).toEqual([{ token: 'token-1', output: goesOn }]);
      expect((await office.tracker.log.read(id)).at(-1)).toMatchObject({
        type: 'repair-decided',
        actor: SYSTEM,
        data: { action: 'retry', note: 'aws-unavailable', repair: 1 },
      });
      expect((await office.tracker.state(id)).status).toBe('accepted');
    },
  );

  it('comes before an operator when it goes on for hours', async () => {
    const office = openOffice(world);
    const id = await acceptedRevision(office);
    for (let repair = 1; repair <= 7; repair += 1) await failAgain(office, id, repair);
    expect(office.workflows.told()).toHaveLength(6);
    expect((await office.tracker.state(id)).status).toBe('awaiting-repair');
    expect(await decide(office, id, { repair: 7 })).toBe('taken now');
  });

  it('is decided once where the question is put twice', async () => {
    const office = openOffice(world);
    const id = await acceptedRevision(office);
    await failAgain(office, id, 1);
    await failAgain(office, id, 1);
    expect(await eventsOf(office, id)).toEqual(['repair-requested:1', 'repair-decided:1']);
  });
});

describe('channels', () => {
  const channelFailed = (office: Office, id: RevisionId, channel: 'link' | 'post', attempt = 1) =>
    awaitRepair(office, {
      ...id,
      ...question,
      failure,
      repair: 0,
      channel,
      attempt,
      taskToken: `${channel}-${attempt}`,
    });

  it('are repaired side by side, each question under a number of its own', async () => {
    const office = openOffice(world);
    const id = await acceptedRevision(office);
    await channelFailed(office, id, 'link');
    await channelFailed(office, id, 'post');
    expect(await decide(office, id, { repair: 101 })).toBe('taken now');
    expect((await office.tracker.state(id)).status).toBe('awaiting-repair');
    expect(await decide(office, id, { repair: 201, action: 'cancel' })).toBe('taken now');
    expect(office.workflows.told()).toEqual([
      { token: 'link-1', output: { action: 'retry', reason: 'operator' } },
      { token: 'post-1', output: { action: 'cancel', reason: 'operator' } },
    ]);
    expect(await office.tracker.state(id)).toMatchObject({
      status: 'accepted',
      repair: null,
      openRepairs: [],
    });
    await channelFailed(office, id, 'link', 2);
    expect(await decide(office, id, { repair: 102 })).toBe('taken now');
  });
});

describe('numbers of repairs', () => {
  it('never meet: of the road, of each channel, and of the channels tried again as a whole', () => {
    const roads = [0, 1, 15].flatMap((repair) => [
      ...(repair > 0 ? [repairNumber({ repair })] : []),
      ...(['link', 'post', 'counter'] as const).flatMap((channel) =>
        [1, 2, 15].map((attempt) => repairNumber({ repair, channel, attempt })),
      ),
    ]);
    expect(new Set(roads).size).toBe(roads.length);
  });
});
