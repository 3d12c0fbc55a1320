import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CreateStateMachineCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clientFor, startService } from './testing/service-under-test.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
});

const roleArn = 'arn:aws:iam::000000000000:role/states';
const stateMachineArn = 'arn:aws:states:r:000000000000:stateMachine:m';
const executionArn = 'arn:aws:states:r:000000000000:execution:m:x';
const start = () => new StartExecutionCommand({ stateMachineArn, name: 'x', input: '{}' });

let dataDir: string;
beforeEach(() => {
  dataDir = temporaryFolder();
});

/** The service in a process of its own, and how that ends. */
async function live(): Promise<{ client: SFNClient; ended: Promise<unknown> }> {
  const script = fileURLToPath(new URL('./testing/killable-service.ts', import.meta.url));
  const child = spawn(process.execPath, [script, dataDir, join(dataDir, 'calls.jsonl')]);
  children.add(child);
  const ended = once(child, 'exit').then(([code]: unknown[]) => code);
  const [port] = await once(child.stdout, 'data');
  const client = clientFor(`http://127.0.0.1:${String(port).trim()}`);
  return { client, ended };
}

/** A folder that cannot be written any more, for whoever runs the tests: root may write anything. */
function breakDisk(): () => void {
  const running = join(dataDir, 'running');
  renameSync(running, `${running}.away`);
  writeFileSync(running, '');
  return () => {
    rmSync(running);
    renameSync(`${running}.away`, running);
  };
}

function definition(): string {
  const Arguments = { FunctionName: 'f', Payload: { token: '{% $states.context.Task.Token %}' } };
  const Resource = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
  const T = { Type: 'Task', Resource, Arguments, HeartbeatSeconds: 3600, End: true };
  return JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'T', States: { T } });
}

async function create(client: SFNClient): Promise<void> {
  await client.send(new CreateStateMachineCommand({ name: 'm', roleArn, definition: definition() }));
}

test('a start that could not be written ends the process, however often it is asked for', async () => {
  const first = await live();
  await create(first.client);
  const mend = breakDisk();
  const asked = await Promise.allSettled([1, 2, 3].map(() => first.client.send(start())));
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(await first.ended).not.toBe(0);
  mend();
  const second = await startService({ dataDir, functions: { f: () => ({}) } });
  await expect(second.describe(executionArn)).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
  await second.start(stateMachineArn, {}, 'x');
  expect(second.calls).toHaveLength(1);
  await second.stop();
}, 30_000);

async function token(): Promise<string> {
  const log = join(dataDir, 'calls.jsonl');
  await expect.poll(() => readFileSync(log, 'utf8'), { timeout: 10_000 }).toContain('"answer"');
  return JSON.parse(readFileSync(log, 'utf8').split('\n')[0] ?? '').call.token;
}

test.each([
  ['SendTaskSuccess', (taskToken: string) => new SendTaskSuccessCommand({ taskToken, output: '1' })],
  ['SendTaskHeartbeat', (taskToken: string) => new SendTaskHeartbeatCommand({ taskToken })],
  ['StopExecution', () => new StopExecutionCommand({ executionArn })],
])(
  '%s that could not be written ends the process, and can be sent to the next',
  async (_, command) => {
    const first = await live();
    await create(first.client);
    await first.client.send(start());
    const taskToken = await token();
    const send = (client: SFNClient): Promise<unknown> =>
      client.send(command(taskToken) as SendTaskSuccessCommand);
    const mend = breakDisk();
    const asked = await Promise.allSettled([1, 2].map(() => send(first.client)));
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await first.ended).not.toBe(0);
    mend();
    const second = await startService({ dataDir, functions: { f: () => ({}) } });
    expect((await second.describe(executionArn)).status).toBe('RUNNING');
    await send(second.client);
    await second.stop();
  },
  30_000,
);

test('a machine that could not be written is not there when it is asked for again', async () => {
  const service = await startService({ dataDir });
  const list = join(dataDir, 'state-machines.json.new');
  const pass = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
  mkdirSync(list);
  await expect(service.create(pass)).rejects.toMatchObject({ name: 'InternalServerError' });
  await expect(service.create(pass)).rejects.toMatchObject({ name: 'InternalServerError' });
  rmSync(list, { recursive: true });
  const arn = await service.create(pass);
  await service.stop();
  const next = await startService({ dataDir });
  expect((await next.describe(await next.start(arn))).status).toBe('SUCCEEDED');
  await next.stop();
});
