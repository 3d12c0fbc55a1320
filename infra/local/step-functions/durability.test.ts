import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ListExecutionsCommand,
  SendTaskSuccessCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, test } from 'vitest';
import { startService, type ServiceUnderTest, type TestOptions } from './testing/service-under-test.ts';

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

const branch = (name: string, seconds: number) => ({
  StartAt: name,
  States: { [name]: { Type: 'Wait', Seconds: seconds, Output: name, End: true } },
});

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

  test('a callback whose time was up meanwhile times out, and its function is not called again', async () => {
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

  test('the answer of a function under way at the close is kept, and it is not called again', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const functions = { slow: () => released.then(() => 'done') };
    const task = {
      ...invoke,
      Arguments: { FunctionName: 'slow' },
      Output: '{% $states.result.Payload %}',
      End: true,
    };
    const first = await service({ functions });
    const arn = await first.create({ StartAt: 'T', States: { T: task } });
    const started = first.start(arn, {}, 'x');
    await expect.poll(() => first.calls.length).toBe(1);
    const stopped = first.stop();
    release();
    await stopped;
    const second = await service({ dataDir: first.dataDir, clock: first.clock, functions });
    await second.service.idle();
    expect(second.calls).toEqual([]);
    expect(await second.describe(await started)).toMatchObject({ status: 'SUCCEEDED', output: '"done"' });
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
