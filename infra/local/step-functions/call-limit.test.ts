import { cpSync } from 'node:fs';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startService, type ServiceUnderTest, type TestOptions } from './testing/service-under-test.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { VirtualClock } from './testing/virtual-clock.ts';

const invoke = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };
const caught = [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Error %}', Next: 'Desk' }];
const step = { ...invoke, Arguments: { FunctionName: 'f' }, TimeoutSeconds: 45, Catch: caught, Next: 'Done' };
const machine = {
  StartAt: 'T',
  States: { T: step, Desk: { Type: 'Succeed' }, Done: { Type: 'Succeed', Output: 'done' } },
};

const open: ServiceUnderTest[] = [];
let release: () => void;
let hang: () => Promise<void>;

async function service(options: TestOptions): Promise<ServiceUnderTest> {
  const started = await startService(options);
  open.push(started);
  return started;
}

beforeEach(() => {
  const { promise, resolve } = Promise.withResolvers<void>();
  hang = () => promise;
  release = resolve;
});
afterEach(async () => {
  release();
  for (const started of open.splice(0)) await started.stop();
});

async function begin(started: ServiceUnderTest, definition: object): Promise<string> {
  const stateMachineArn = await started.create(definition);
  const { executionArn = '' } = await started.client.send(new StartExecutionCommand({ stateMachineArn }));
  await expect.poll(() => started.calls.length).toBe(1);
  return executionArn;
}

/** Time for timers while a function hangs, when nothing is ever idle. */
async function pass(clock: VirtualClock, milliseconds: number): Promise<void> {
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 20));
  await clock.pass(milliseconds, settled);
  await settled();
}

/** A process killed in the middle of the step, as what it left; the next one starts so much later. */
async function killedInStep(secondsLater: number) {
  const first = await service({ functions: { f: hang } });
  const executionArn = await begin(first, machine);
  const dataDir = temporaryFolder();
  cpSync(first.dataDir, dataDir, { recursive: true });
  const clock = new VirtualClock(new Date(first.clock.now().getTime() + secondsLater * 1000).toISOString());
  return { dataDir, clock, executionArn };
}

describe('after a kill in the middle of a step', () => {
  test('its function is called again, however late the next process starts', async () => {
    const { executionArn, ...left } = await killedInStep(30 * 86_400);
    const second = await service({ ...left, functions: { f: () => ({}) } });
    await second.service.idle();
    expect(await second.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"done"' });
    expect(second.calls).toMatchObject([{ functionName: 'f', redelivered: true }]);
  });

  test('the call that is made again has the whole limit, and no more', async () => {
    const { executionArn, ...left } = await killedInStep(44);
    const second = await service({ ...left, functions: { f: hang } });
    await expect.poll(() => second.calls.length).toBe(1);
    await pass(left.clock, 44_999);
    expect((await second.describe(executionArn)).status).toBe('RUNNING');
    await pass(left.clock, 1);
    expect(await second.describe(executionArn)).toMatchObject({ output: '"States.Timeout"' });
  });
});

describe('the time limit of a call', () => {
  test('starts when the function does, not while the call waits its turn', async () => {
    const turn = Promise.withResolvers<void>();
    const started = await service({ functions: { f: hang }, queue: () => turn.promise });
    const executionArn = await begin(started, machine);
    await pass(started.clock, 3_600_000);
    expect((await started.describe(executionArn)).status).toBe('RUNNING');
    turn.resolve();
    await pass(started.clock, 44_999);
    expect((await started.describe(executionArn)).status).toBe('RUNNING');
    await pass(started.clock, 1);
    expect(await started.describe(executionArn)).toMatchObject({ output: '"States.Timeout"' });
  });

  test('is over with the answer: what the state waits for next is not cut short', async () => {
    const retry = { Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 60, MaxAttempts: 1 }] };
    let busy = true;
    const f = () => {
      if (!busy) return {};
      busy = false;
      throw Object.assign(new Error('busy'), { name: 'Busy' });
    };
    const started = await service({ functions: { f } });
    const states = { ...machine.States, T: { ...step, ...retry } };
    const executionArn = await begin(started, { ...machine, States: states });
    await started.pass(60_000);
    expect(await started.describe(executionArn)).toMatchObject({ output: '"done"' });
    expect(started.calls).toHaveLength(2);
  });

  test('an answer that comes after it is not taken', async () => {
    const started = await service({ functions: { f: hang } });
    const executionArn = await begin(started, {
      ...machine,
      States: { ...machine.States, Desk: { Type: 'Wait', Seconds: 60, Next: 'Done' } },
    });
    await pass(started.clock, 45_000);
    release();
    await started.service.idle();
    const types = (await started.history(executionArn)).map(({ type }) => type);
    expect(types.slice(-4)).toEqual(['TaskStarted', 'TaskTimedOut', 'TaskStateExited', 'WaitStateEntered']);
  });

  test('is its heartbeat where that is all it has, which Catch knows by name', async () => {
    const heartbeat = {
      ...step,
      HeartbeatSeconds: 10,
      Catch: [{ ...caught[0], ErrorEquals: ['States.HeartbeatTimeout'] }],
    };
    const started = await service({ functions: { f: hang } });
    const executionArn = await begin(started, { ...machine, States: { ...machine.States, T: heartbeat } });
    await pass(started.clock, 10_000);
    expect(await started.describe(executionArn)).toMatchObject({ output: '"States.Timeout"' });
  });
});
