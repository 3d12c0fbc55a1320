import { mkdir, mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { closers } from './closers.ts';
import type { Closers } from './closers.ts';
import { startRunner } from './lambda/runner.ts';
import { startScheduler } from './scheduler/scheduler.ts';
import { openWorkflowEngine } from './workflow-engine.ts';

const place = { region: 'ap-southeast-1', accountId: '000000000000' };
const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
const stateMachineArn = 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:m';

let directory: string;
let started: Closers;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'workflow-engine-'));
  started = closers();
});
afterEach(() => started.closeAll());

/** The engine in front of one function that takes so long, as the stack puts them together. */
async function engineWith(functionMs: number): Promise<SFNClient> {
  const log = JSON.stringify(join(directory, 'calls.jsonl'));
  await mkdir(join(directory, 'f'), { recursive: true });
  await writeFile(
    join(directory, 'f', 'index.mjs'),
    `import { appendFileSync } from 'node:fs';
    export async function handler(event, context) {
      appendFileSync(${log}, JSON.stringify(context.clientContext.custom) + '\\n');
      await new Promise((resolve) => setTimeout(resolve, ${functionMs}));
      return {};
    }`,
  );
  const engine = await openWorkflowEngine(directory, 0, place);
  const runner = await startRunner({
    functions: [{ name: 'f', entry: '', memoryMb: 128, timeoutSeconds: 30, environment: [] }],
    bundleDirectory: (name) => join(directory, name),
    environment: () => ({}),
    logDirectory: join(directory, 'logs'),
    compileCache: join(directory, 'compiled'),
  });
  started.add(() => runner.close());
  await engine.start(runner, startScheduler(runner, place, 60));
  started.add(engine.close);
  return new SFNClient({ endpoint: engine.url, region: place.region, credentials, maxAttempts: 1 });
}

async function startMany(sfn: SFNClient, count: number, TimeoutSeconds: number): Promise<string[]> {
  const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'f' } };
  const States = { T: { ...task, TimeoutSeconds, End: true } };
  const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'T', States });
  const roleArn = 'arn:aws:iam::000000000000:role/x';
  await sfn.send(new CreateStateMachineCommand({ name: 'm', definition, roleArn }));
  const names = Array.from({ length: count }, (_, index) => `x${index}`);
  const answers = await Promise.all(
    names.map((name) => sfn.send(new StartExecutionCommand({ stateMachineArn, name, input: '{}' }))),
  );
  return answers.map(({ executionArn = '' }) => executionArn);
}

const calls = async () =>
  (await readFile(join(directory, 'calls.jsonl'), 'utf8').catch(() => '')).split('\n').filter(Boolean);

async function statusOf(sfn: SFNClient, executionArn: string): Promise<string | undefined> {
  return (await sfn.send(new DescribeExecutionCommand({ executionArn }))).status;
}

it('gives every call its whole time limit, however many wait for a sandbox', async () => {
  const sfn = await engineWith(700);
  const arns = await startMany(sfn, 16, 2);
  const statuses = () => Promise.all(arns.map((arn) => statusOf(sfn, arn)));
  await expect.poll(statuses, { timeout: 15_000, interval: 200 }).not.toContain('RUNNING');
  expect(new Set(await statuses())).toEqual(new Set(['SUCCEEDED']));
  sfn.destroy();
});

it('stopped while functions run and others wait for a sandbox, calls them again at the next start', async () => {
  const sfn = await engineWith(8000);
  await startMany(sfn, 3, 45);
  await expect.poll(calls, { timeout: 10_000 }).not.toEqual([]);
  sfn.destroy();
  await started.closeAll();
  const begun = (await calls()).length;
  const running = join(directory, 'step-functions', 'running');
  for (const file of await readdir(running)) {
    expect(await readFile(join(running, file), 'utf8')).not.toContain('TaskFailed');
  }
  const next = await engineWith(50);
  const arns = ['x0', 'x1', 'x2'].map(
    (name) => `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`,
  );
  const statuses = () => Promise.all(arns.map((arn) => statusOf(next, arn)));
  await expect.poll(statuses, { timeout: 10_000 }).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
  expect((await calls()).slice(begun)).toEqual(arns.map(() => '{"redelivered":true}'));
  next.destroy();
});
