import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
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
  'complete-return': (payload) => completion(payload['outcomes'] as { channel: string; outcome: string }[]),
  'await-repair': () => ({ action: 'retry' }),
  'cancel-return': () => ({ status: 'cancelled' }),
};

function completion(outcomes: { channel: string; outcome: string }[]) {
  const settled = Object.fromEntries(
    outcomes.map(({ channel, outcome }) => [channel, /failed|not-asked/.test(outcome) ? 'open' : outcome]),
  );
  return { status: outcomes.some(({ outcome }) => outcome === 'failed') ? 'failed' : 'returned', settled };
}

/** A person who never answers: the wait stays open until it times out. */
export const silence = Symbol('silence');

/** How a rehearsal went: the functions called in order, with their payloads, and the execution's end. */
export interface Performance {
  readonly calls: readonly { readonly name: string; readonly payload: Payload }[];
  readonly status: string;
  readonly days: number;
}

/**
 * Plays the real definition on the real engine with actors in place of functions and days passing at once.
 * `cast` replaces single actors of the good cast.
 */
export async function rehearse(cast: Record<string, Actor> = {}): Promise<Performance> {
  const clock = new VirtualClock('2026-11-24T01:00:00Z');
  const stage = await mkdtemp(path.join(tmpdir(), 'ket-qua-rehearsal-'));
  const calls: { name: string; payload: Payload }[] = [];
  const actors = { ...goodCast, ...cast };
  const answers: (() => Promise<unknown>)[] = [];
  const engine = await createStepFunctions({
    dataDir: stage,
    region: 'ap-southeast-1',
    accountId: '000000000000',
    clock,
    random: () => 0.5,
    invoke: async ({ functionName, payload }) => {
      const heard = payload as Payload;
      calls.push({ name: functionName, payload: heard });
      try {
        const said = actors[functionName]?.(heard, calls.filter(({ name }) => name === functionName).length);
        if (typeof heard['taskToken'] !== 'string') return { payload: said };
        const taskToken = heard['taskToken'];
        if (said !== silence) {
          answers.push(() =>
            sfn.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(said) })),
          );
        }
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
        definition: fillDefinition(),
        roleArn: 'arn:aws:iam::000000000000:role/x',
      }),
    );
    const { executionArn } = await sfn.send(
      new StartExecutionCommand({ stateMachineArn, name: 'd-r1', input: '{"v":1,"code":"d","revision":1}' }),
    );
    const start = clock.now().getTime();
    const status = async () => (await sfn.send(new DescribeExecutionCommand({ executionArn }))).status ?? '';
    const settled = async () => {
      await engine.idle();
      for (let answer = answers.shift(); answer; answer = answers.shift()) {
        await answer();
        await engine.idle();
      }
    };
    for (let day = 0; day < 365 && (await status()) === 'RUNNING'; day += 1)
      await clock.pass(DAY_MS, settled);
    return { calls, status: await status(), days: (clock.now().getTime() - start) / DAY_MS };
  } finally {
    sfn.destroy();
    await engine.close();
    server.close();
    await rm(stage, { recursive: true, force: true });
  }
}
