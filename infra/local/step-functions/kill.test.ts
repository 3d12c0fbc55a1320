import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  CreateStateMachineCommand,
  ListExecutionsCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, test } from 'vitest';
import { clientFor } from './testing/service-under-test.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const invoke = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };
const awaiting = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken' };

const roleArn = 'arn:aws:iam::000000000000:role/states';

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
  const script = fileURLToPath(new URL('./testing/killable-service.ts', import.meta.url));
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

function readLog(logFile: string): Entry[] {
  if (!existsSync(logFile)) return [];
  const text = readFileSync(logFile, 'utf8');
  return text.split('\n').flatMap((line): Entry[] => (line.endsWith('}') ? [JSON.parse(line)] : []));
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

describe('kill -9 at any moment', () => {
  const LIVES = 6;
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

  async function startAll(client: SFNClient): Promise<void> {
    const text = JSON.stringify(definition);
    await client.send(new CreateStateMachineCommand({ name: 'm', definition: text, roleArn }));
    await Promise.all(
      names.map((name) => client.send(new StartExecutionCommand({ stateMachineArn, name, input: '{}' }))),
    );
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
    const dataDir = temporaryFolder();
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
  }, 60_000);
});
