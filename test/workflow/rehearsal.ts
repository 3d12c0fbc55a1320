import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { whyGiveUp, type RepairLimits } from '../../functions/repair/repair-course.ts';
import { createStepFunctions } from '../../infra/local/step-functions/index.ts';
import { VirtualClock } from '../../infra/local/step-functions/testing/virtual-clock.ts';
import { fillDefinition } from '../../infra/workflow-definition.ts';

type Payload = Record<string, unknown>;

/** What a function does in a rehearsal: answer, or throw an error whose name the definition matches. */
export type Actor = (payload: Payload, times: number) => unknown;

/** A failure with the name a function would report. */
export class StepFailure extends Error {
  override readonly name: string;

  constructor(name: string) {
    super(`${name} on stage`);
    this.name = name;
  }
}

const DAY_MS = 86_400_000;

const document = { key: 'drafts/x.pdf', sha256: 'a'.repeat(64), pages: 1 };
const prepared = { key: 'signing/x', field: 'official', digest: 'b'.repeat(64) };

/** Every function succeeding, and every person answering the moment they are asked. */
const goodCast: Record<string, Actor> = {
  'render-result': () => ({ document, channels: ['link'], signer: 'kms', sealing: 'standing' }),
  'await-approval': () => ({ decision: 'approved', sha256: document.sha256 }),
  'return-for-correction': () => ({ status: 'returned-for-correction' }),
  'prepare-signature': () => ({ prepared }),
  'sign-with-kms': () => ({ signature: { field: 'official', digest: prepared.digest } }),
  'sign-with-secret': () => ({ signature: { field: 'official', digest: prepared.digest } }),
  'await-signature': () => ({ signature: { field: 'official', digest: prepared.digest } }),
  'embed-signature': () => ({ document }),
  'await-seal': () => ({ sealedBy: 'clerk' }),
  'seal-result': () => ({
    document,
    number: { series: 'GPXD', number: 1, symbol: '01/GPXD', date: '2026-11-24' },
  }),
  'augment-result': () => ({ document, level: 'B-LTA' }),
  'await-trust-service': () => ({ pauseSeconds: 3_600 }),
  'archive-result': () => ({ archived: { key: 'results/x', versionId: null, sha256: document.sha256 } }),
  'send-download-link': () => ({ channel: 'link', outcome: 'sent' }),
  'create-postal-order': () => ({ order: 'KQ1' }),
  'await-delivery': () => ({ outcome: 'delivered' }),
  'await-collection': () => ({ outcome: 'collected' }),
  'complete-return': () => ({ status: 'returned' }),
  'await-repair': () => ({ action: 'retry', reason: 'operator' }),
  'cancel-return': () => ({ status: 'cancelled' }),
};

/** A person who never answers: the wait stays open until it times out. */
export const silence = Symbol('silence');

class Late {
  readonly days: number;
  readonly answer: unknown;

  constructor(days: number, answer: unknown) {
    this.days = days;
    this.answer = answer;
  }
}

/** A person who answers after some days. */
export const late = (days: number, answer: unknown): Late => new Late(days, answer);

/** How a rehearsal went: the functions called in order, with their payloads, and the execution's end. */
export interface Performance {
  /** the functions called, `day` after the start */
  readonly calls: readonly { readonly name: string; readonly payload: Payload; readonly day: number }[];
  readonly status: string;
  readonly days: number;
  /** events of the execution's history */
  readonly events: number;
}

const taken = new Set<string>();

/** Every transition any rehearsal of this file has taken so far, as `From -> To`. */
export const transitionsTaken = (): ReadonlySet<string> => taken;

/** From which state each state was entered, by the history's own chain of events. */
function transitionsOf(history: readonly HistoryEvent[]): string[] {
  const byId = new Map(history.map((event) => [event.id, event]));
  return history.flatMap((event) => {
    const to = event.stateEnteredEventDetails?.name;
    if (to === undefined) return [];
    let before = byId.get(event.previousEventId);
    while (before && !before.stateExitedEventDetails && before.type !== 'ParallelStateStarted') {
      before = byId.get(before.previousEventId);
    }
    const from = before?.stateExitedEventDetails?.name;
    return from === undefined ? [] : [`${from} -> ${to}`];
  });
}

/** What the function of AwaitRepair decides by itself: the question is not put to the operator any more. */
function giveUp(heard: Payload, calls: readonly { name: string; payload: Payload }[], now: Date): unknown {
  const questions = calls
    .filter(({ name }) => name === 'await-repair')
    .map(({ payload }) => [payload['repair'], payload['channel'], payload['attempt']].join());
  const reason = whyGiveUp(
    {
      failedState: String(heard['failedState']),
      asked: new Set(questions).size,
      reminder: Number(heard['reminder']),
      startedAt: String(heard['startedAt']),
      limits: heard['limits'] as RepairLimits,
      issued: calls.some(({ name }) => name === 'archive-result'),
    },
    now,
  );
  return reason && { action: 'cancel', reason };
}

/**
 * Plays the real definition on the real engine with actors in place of functions and days passing at once.
 * `cast` replaces single actors of the good cast.
 */
export async function rehearse(cast: Record<string, Actor> = {}): Promise<Performance> {
  const clock = new VirtualClock('2026-11-24T01:00:00Z');
  const stage = await mkdtemp(path.join(tmpdir(), 'ket-qua-rehearsal-'));
  const calls: { name: string; payload: Payload; day: number }[] = [];
  const start = clock.now().getTime();
  const day = () => (clock.now().getTime() - start) / DAY_MS;
  const actors = { ...goodCast, ...cast };
  const answers: (() => Promise<unknown>)[] = [];
  const answerLater = (taskToken: string, said: unknown) => {
    const { days, answer } = said instanceof Late ? said : { days: 0, answer: said };
    const send = () =>
      sfn
        .send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(answer) }))
        .catch(() => 'too late');
    if (days === 0) answers.push(send);
    else clock.setTimer(new Date(clock.now().getTime() + days * DAY_MS), () => answers.push(send));
  };
  const engine = await createStepFunctions({
    dataDir: stage,
    region: 'ap-southeast-1',
    accountId: '000000000000',
    clock,
    random: () => 0.5,
    invoke: async ({ functionName, payload }) => {
      const heard = payload as Payload;
      calls.push({ name: functionName, payload: heard, day: day() });
      try {
        const times = calls.filter(({ name }) => name === functionName).length;
        const acted = actors[functionName]?.(heard, times);
        const closed = functionName === 'await-repair' && giveUp(heard, calls, clock.now());
        const said = closed || acted;
        if (typeof heard['taskToken'] !== 'string') return { payload: said };
        if (said !== silence) answerLater(heard['taskToken'], said);
        return { payload: {} };
      } catch (error) {
        const { name, message } = error as Error;
        return { functionError: { errorType: name, errorMessage: message } };
      }
    },
  });
  const server = createServer((request, response) => void engine.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sfn = new SFNClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  });
  try {
    const { stateMachineArn } = await sfn.send(
      new CreateStateMachineCommand({
        name: 'return-of-results',
        definition: fillDefinition('return-of-results'),
        roleArn: 'arn:aws:iam::000000000000:role/x',
      }),
    );
    const { executionArn } = await sfn.send(
      new StartExecutionCommand({ stateMachineArn, name: 'd-r1', input: '{"v":1,"code":"d","revision":1}' }),
    );
    const status = async () => (await sfn.send(new DescribeExecutionCommand({ executionArn }))).status ?? '';
    const settled = async () => {
      await engine.idle();
      for (let answer = answers.shift(); answer; answer = answers.shift()) {
        await answer();
        await engine.idle();
      }
    };
    while (day() < 366 && (await status()) === 'RUNNING') await clock.pass(DAY_MS, settled);
    const events: HistoryEvent[] = [];
    let nextToken: string | undefined;
    do {
      const page = await sfn.send(
        new GetExecutionHistoryCommand({ executionArn, maxResults: 1000, nextToken }),
      );
      events.push(...(page.events ?? []));
      nextToken = page.nextToken;
    } while (nextToken);
    for (const transition of transitionsOf(events)) taken.add(transition);
    return { calls, status: await status(), days: day(), events: events.length };
  } finally {
    sfn.destroy();
    await engine.close();
    server.close();
    await rm(stage, { recursive: true, force: true });
  }
}
