import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateStateMachineCommand,
  ListExecutionsCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, test } from 'vitest';
import {
  clientFor,
  startService,
  type ServiceUnderTest,
  type TestOptions,
} from './testing/service-under-test.ts';

const invoke = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };
const awaiting = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken' };
const DAY = 86_400_000;

const open: ServiceUnderTest[] = [];
async function service(options: TestOptions): Promise<ServiceUnderTest> {
  const started = await startService(options);
  open.push(started);
  return started;
}
afterEach(async () => {
  for (const started of open.splice(0)) await started.stop();
});

const journal = (dataDir: string, folder: string) => {
  const file = readdirSync(join(dataDir, folder))[0] ?? '';
  return join(dataDir, folder, file);
};

describe('after a restart', () => {
  test('tokens stay valid, and variables and history are still there', async () => {
    let token = '';
    const functions = { desk: (payload: unknown) => (token = String(payload)) };
    const task = {
      ...awaiting,
      Arguments: { FunctionName: 'desk', Payload: '{% $states.context.Task.Token %}' },
      Output: '{% $kept & $states.result %}',
      End: true,
    };
    const states = { A: { Type: 'Pass', Assign: { kept: 'was ' }, Next: 'T' }, T: task };
    const first = await service({ functions });
    const { executionArn = '' } = await first.run({ StartAt: 'A', States: states });
    await first.stop();
    const second = await service({ dataDir: first.dataDir, clock: first.clock, functions });
    expect(second.calls).toEqual([]);
    await second.client.send(new SendTaskSuccessCommand({ taskToken: token, output: '"signed"' }));
    await second.service.idle();
    expect(await second.describe(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      output: '"was signed"',
    });
    const events = await second.history(executionArn);
    expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
  });

  test('timers keep their instants, and those that passed meanwhile fire at once', async () => {
    const branch = (name: string, seconds: number) => ({
      StartAt: name,
      States: { [name]: { Type: 'Wait', Seconds: seconds, Output: name, End: true } },
    });
    const parallel = { Type: 'Parallel', Branches: [branch('Short', 60), branch('Long', 3600)], End: true };
    const first = await service({});
    const { executionArn = '' } = await first.run({ StartAt: 'P', States: { P: parallel } });
    await first.stop();
    await first.clock.pass(600_000, () => Promise.resolve());
    const second = await service({ dataDir: first.dataDir, clock: first.clock });
    await second.pass(2_999_999);
    expect((await second.describe(executionArn)).status).toBe('RUNNING');
    await second.pass(1);
    expect(await second.describe(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      output: '["Short","Long"]',
    });
  });

  test('a task whose time was up meanwhile times out, and its function is not called again', async () => {
    const task = { ...awaiting, Arguments: { FunctionName: 'desk' }, TimeoutSeconds: 60, End: true };
    const first = await service({ functions: { desk: () => ({}) } });
    const { executionArn = '' } = await first.run({ StartAt: 'T', States: { T: task } });
    await first.stop();
    await first.clock.pass(DAY, () => Promise.resolve());
    const second = await service({ dataDir: first.dataDir, clock: first.clock });
    await second.pass(0);
    expect(await second.describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(second.calls).toEqual([]);
  });

  test('a running execution keeps the definition it was started with', async () => {
    const wait = { Type: 'Wait', Seconds: 60, Next: 'Old' };
    const first = await service({});
    const arn = await first.create({
      StartAt: 'W',
      States: { W: wait, Old: { Type: 'Succeed', Output: 'old' } },
    });
    const executionArn = await first.start(arn);
    const definition = JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'New',
      States: { New: { Type: 'Succeed' } },
    });
    await first.client.send(new UpdateStateMachineCommand({ stateMachineArn: arn, definition }));
    await first.stop();
    const second = await service({ dataDir: first.dataDir, clock: first.clock });
    await second.pass(60_000);
    expect((await second.describe(executionArn)).output).toBe('"old"');
  });

  test('closed executions are known from the index, and their journals are not read', async () => {
    const first = await service({});
    const { executionArn = '', stateMachineArn } = await first.run({
      StartAt: 'S',
      States: { S: { Type: 'Succeed' } },
    });
    await first.stop();
    const path = journal(first.dataDir, 'closed');
    const kept = readFileSync(path, 'utf8');
    writeFileSync(path, 'unreadable\n');
    const second = await service({ dataDir: first.dataDir });
    const { executions } = await second.client.send(new ListExecutionsCommand({ stateMachineArn }));
    expect(executions).toMatchObject([{ executionArn, status: 'SUCCEEDED' }]);
    writeFileSync(path, kept);
    expect(await second.describe(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      input: '{}',
      output: '{}',
    });
  });
});

describe('after a kill', () => {
  test('a half-written last line is cut off, and what follows is written after it', async () => {
    let token = '';
    const functions = { desk: (payload: unknown) => (token = String(payload)) };
    const task = {
      ...awaiting,
      Arguments: { FunctionName: 'desk', Payload: '{% $states.context.Task.Token %}' },
      End: true,
    };
    const first = await service({ functions });
    const { executionArn = '' } = await first.run({ StartAt: 'T', States: { T: task } });
    await first.stop();
    appendFileSync(journal(first.dataDir, 'running'), '{"events":[{"id":6,"type":"TaskSuc');
    const second = await service({ dataDir: first.dataDir, functions });
    await second.client.send(new SendTaskSuccessCommand({ taskToken: token, output: '1' }));
    await second.service.idle();
    await second.stop();
    const third = await service({ dataDir: first.dataDir });
    expect((await third.describe(executionArn)).output).toBe('1');
    expect((await third.history(executionArn)).map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('an execution whose first line was never finished was never started', async () => {
    const first = await service({});
    const arn = await first.create({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 9, End: true } } });
    await first.start(arn, {}, 'x');
    await first.stop();
    const path = journal(first.dataDir, 'running');
    writeFileSync(path, readFileSync(path).subarray(0, 40));
    const second = await service({ dataDir: first.dataDir });
    expect(existsSync(path)).toBe(false);
    expect(await second.start(arn, { again: true }, 'x')).toContain(':x');
  });

  test('between the last event and the index, the end is told again and put away', async () => {
    const ends: string[] = [];
    const first = await service({});
    const { executionArn = '' } = await first.run({ StartAt: 'S', States: { S: { Type: 'Succeed' } } });
    await first.stop();
    const closed = journal(first.dataDir, 'closed');
    writeFileSync(closed.replace('/closed/', '/running/'), readFileSync(closed));
    writeFileSync(join(first.dataDir, 'closed.jsonl'), '');
    const second = await service({
      dataDir: first.dataDir,
      onStatusChange: ({ status }) => ends.push(status),
    });
    expect(ends).toEqual(['SUCCEEDED']);
    expect(readdirSync(join(first.dataDir, 'running'))).toEqual([]);
    expect((await second.describe(executionArn)).status).toBe('SUCCEEDED');
  });
});

type StepCall = { run: string; step: string; token?: string };
type Entry = { call?: StepCall; redelivered?: boolean; answer?: StepCall };

const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** Starts the killable service and waits for its port. */
async function spawnService(
  dataDir: string,
  logFile: string,
): Promise<{ child: ChildProcess; endpoint: string }> {
  const script = join(import.meta.dirname, 'testing/killable-service.ts');
  const child = spawn(process.execPath, [script, dataDir, logFile], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  const errors: string[] = [];
  child.stderr.on('data', (text) => errors.push(String(text)));
  const [port] = await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error(`The service ended: ${errors.join('')}`))),
  ]);
  return { child, endpoint: `http://127.0.0.1:${String(port).trim()}` };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = child.signalCode === null && child.exitCode === null ? once(child, 'exit') : undefined;
  child.kill('SIGKILL');
  await ended;
  children.delete(child);
}

describe('kill -9 at any moment', () => {
  const LIVES = 8;
  const run = '{% $states.context.Execution.Name %}';
  const step = (name: string, more: object) => ({
    ...invoke,
    Arguments: { FunctionName: 'f', Payload: { run, step: name } },
    ...more,
  });
  const one = (name: string) => ({ StartAt: name, States: { [name]: step(name, { End: true }) } });
  const asked = { run, step: 'Ask', token: '{% $states.context.Task.Token %}' };
  const definition = {
    QueryLanguage: 'JSONata',
    StartAt: 'A',
    States: {
      A: step('A', { Next: 'B' }),
      B: step('B', { Next: 'Ask' }),
      Ask: { ...awaiting, Arguments: { FunctionName: 'f', Payload: asked }, Next: 'P' },
      P: { Type: 'Parallel', Branches: [one('C'), one('D')], Next: 'E' },
      E: step('E', { Next: 'F' }),
      F: step('F', { End: true }),
    },
  };
  const predecessors = { A: [], B: ['A'], Ask: ['B'], C: ['B'], D: ['B'], E: ['C', 'D'], F: ['E'] };
  const names = Array.from({ length: 12 }, (_, index) => `run-${index}`);
  const stateMachineArn = 'arn:aws:states:r:000000000000:stateMachine:m';

  function readLog(logFile: string): Entry[] {
    if (!existsSync(logFile)) return [];
    const text = readFileSync(logFile, 'utf8');
    return text.split('\n').flatMap((line): Entry[] => (line.endsWith('}') ? [JSON.parse(line)] : []));
  }

  async function startAll(client: SFNClient): Promise<void> {
    const text = JSON.stringify(definition);
    await client.send(new CreateStateMachineCommand({ name: 'm', definition: text, roleArn: 'r' }));
    await Promise.all(
      names.map((name) => client.send(new StartExecutionCommand({ stateMachineArn, name, input: '{}' }))),
    );
  }

  /** Answers the tokens seen; one whose answer got lost with a process may turn out to be settled. */
  async function answer(
    client: SFNClient,
    tokens: Iterable<string>,
    settled: Map<string, string>,
  ): Promise<void> {
    for (const taskToken of tokens) {
      if (settled.get(taskToken) === 'acknowledged') continue;
      const before = settled.get(taskToken);
      settled.set(taskToken, 'sent');
      try {
        await client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
      } catch (error) {
        const isSettled = error instanceof Error && error.name === 'TaskTimedOut';
        if (!isSettled || before !== 'sent') throw error;
      }
      settled.set(taskToken, 'acknowledged');
    }
  }

  async function countRunning(client: SFNClient): Promise<number> {
    const command = new ListExecutionsCommand({ stateMachineArn, statusFilter: 'SUCCEEDED' });
    return names.length - ((await client.send(command)).executions?.length ?? 0);
  }

  /** One life of the service: until it is killed, or everything has succeeded. */
  async function live(client: SFNClient, logFile: string, settled: Map<string, string>): Promise<boolean> {
    for (;;) {
      const tokens = readLog(logFile).flatMap(({ call }) => (call?.token === undefined ? [] : [call.token]));
      await answer(client, new Set(tokens), settled);
      if ((await countRunning(client)) === 0) return true;
      await sleep(5);
    }
  }

  function expectOrder(entries: Entry[]): void {
    for (const [stepName, before] of Object.entries(predecessors)) {
      const calls = entries.flatMap((entry, at) =>
        entry.call?.step === stepName ? [{ at, redelivered: entry.redelivered }] : [],
      );
      expect(calls.length).toBeGreaterThan(0);
      expect(calls.slice(1).map(({ redelivered }) => redelivered)).toEqual(calls.slice(1).map(() => true));
      for (const earlier of before) {
        const lastCall = entries.findLastIndex(({ call }) => call?.step === earlier);
        const answered = entries.findIndex(({ answer }) => answer?.step === earlier);
        expect(answered).toBeGreaterThan(-1);
        expect(Math.max(lastCall, answered)).toBeLessThan(calls[0]!.at);
      }
    }
  }

  test('steps keep their order, a repeated call says so, and no acknowledged callback is lost', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'step-functions-kill-'));
    const logFile = join(dataDir, 'calls.jsonl');
    const settled = new Map<string, string>();
    let finished = false;
    for (let life = 0; !finished; life += 1) {
      const { child, endpoint } = await spawnService(dataDir, logFile);
      const client = clientFor(endpoint);
      if (life === 0) await startAll(client);
      const death = life < LIVES ? sleep(5 + Math.random() * 40).then(() => kill(child)) : undefined;
      try {
        finished = await live(client, logFile, settled);
      } catch (error) {
        await death;
        if (child.exitCode === null && child.signalCode === null) throw error;
      }
      client.destroy();
      await (death ?? kill(child));
    }
    const all = readLog(logFile);
    for (const name of names) expectOrder(all.filter(({ call, answer }) => (call ?? answer)?.run === name));
    const redelivered = all.filter((entry) => entry.redelivered === true);
    expect(redelivered.length).toBeGreaterThan(0);
  });
});
