import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startService, type ServiceUnderTest, type TestFunction } from '../testing/service-under-test.ts';

const DAY = 86_400_000;
const token = '{% $states.context.Task.Token %}';
const awaitTask = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Arguments: { FunctionName: 'desk', Payload: token },
  End: true,
};
const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } });

let service: ServiceUnderTest;
let functions: Record<string, TestFunction>;
let tokens: string[];
const types = async (arn = '') => (await service.history(arn)).map(({ type }) => type);

beforeEach(async () => {
  tokens = [];
  functions = { desk: (payload) => tokens.push(String(payload)) };
  service = await startService({ functions });
});
afterEach(() => service.stop());

test('branches read the variables around them, keep their own, and give their outputs in order', async () => {
  const slow = {
    StartAt: 'Slow',
    States: {
      Slow: { Type: 'Wait', Seconds: 60, Next: 'After' },
      After: { Type: 'Pass', Output: '{% $outer & $states.input.x %}', End: true },
    },
  };
  const quick = {
    StartAt: 'Quick',
    States: {
      Quick: { Type: 'Pass', Assign: { inner: 'mine' }, Next: 'Own' },
      Own: { Type: 'Pass', Output: '{% $inner & $outer %}', End: true },
    },
  };
  const states = {
    A: { Type: 'Pass', Assign: { outer: 'out' }, Next: 'P' },
    P: {
      Type: 'Parallel',
      Arguments: { x: 'side' },
      Branches: [slow, quick],
      Assign: { outer: '{% $states.result[0] %}' },
      Output: { all: '{% $states.result %}', leaked: '{% $exists($inner) %}' },
      Next: 'Z',
    },
    Z: { Type: 'Pass', Output: ['{% $outer %}', '{% $states.input %}'], End: true },
  };
  const { executionArn = '' } = await service.run({ StartAt: 'A', States: states });
  await service.pass(60_000);
  const { output } = await service.describe(executionArn);
  expect(JSON.parse(output ?? '')).toEqual(['outside', { all: ['outside', 'mineout'], leaked: false }]);
});

test('a failing branch stops its siblings: their tokens end, their timers never fire', async () => {
  const failing = {
    StartAt: 'W',
    States: {
      W: { Type: 'Wait', Seconds: 60, Next: 'F' },
      F: { Type: 'Fail', Error: 'Bounced', Cause: 'c' },
    },
  };
  const parallel = {
    Type: 'Parallel',
    Branches: [
      branch('Await', awaitTask),
      failing,
      branch('Long', { Type: 'Wait', Seconds: 120, End: true }),
    ],
    Catch: [{ ErrorEquals: ['Bounced'], Output: '{% $states.errorOutput %}', Next: 'D' }],
    Next: 'D',
  };
  const { executionArn = '' } = await service.run({
    StartAt: 'P',
    States: { P: parallel, D: { Type: 'Pass', End: true } },
  });
  await service.pass(DAY);
  expect(await service.describe(executionArn)).toMatchObject({
    status: 'SUCCEEDED',
    output: '{"Error":"Bounced","Cause":"c"}',
  });
  const tail = (await types(executionArn)).slice(-8);
  expect(tail).toEqual([
    'FailStateEntered',
    'TaskStateAborted',
    'WaitStateAborted',
    'ParallelStateFailed',
    'ParallelStateExited',
    'PassStateEntered',
    'PassStateExited',
    'ExecutionSucceeded',
  ]);
  const late = service.client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{}' }));
  await expect(late).rejects.toMatchObject({ name: 'TaskTimedOut' });
});

test('a failure nobody catches fails the execution with its own name', async () => {
  const parallel = {
    Type: 'Parallel',
    Branches: [branch('F', { Type: 'Fail', Error: 'Bounced' })],
    End: true,
  };
  const failed = await service.run({ StartAt: 'P', States: { P: parallel } });
  expect(failed).toMatchObject({ status: 'FAILED', error: 'Bounced' });
  expect((await types(failed.executionArn)).slice(-2)).toEqual(['ParallelStateFailed', 'ExecutionFailed']);
});

test('States.BranchFailed names the failure of a branch too, and Retry runs all branches again', async () => {
  let runs = 0;
  functions['flaky'] = () => {
    runs += 1;
    if (runs === 1) throw Object.assign(new Error('no'), { name: 'Busy' });
    return runs;
  };
  const flaky = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: 'flaky' },
    Output: '{% $states.result.Payload %}',
    End: true,
  };
  const parallel = {
    Type: 'Parallel',
    Branches: [branch('F', flaky)],
    Retry: [{ ErrorEquals: ['States.BranchFailed'] }],
    End: true,
  };
  const { executionArn = '' } = await service.run({ StartAt: 'P', States: { P: parallel } });
  await service.pass(1000);
  expect(await service.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '[2]' });
});

test('Parallel states nest', async () => {
  const inner = {
    Type: 'Parallel',
    Branches: [branch('X', { Type: 'Pass', Output: 'x', End: true }), branch('Y', { Type: 'Succeed' })],
    End: true,
  };
  const outer = {
    Type: 'Parallel',
    Branches: [branch('Inner', inner), branch('Z', { Type: 'Pass', Output: 'z', End: true })],
    End: true,
  };
  const { output } = await service.run({ StartAt: 'P', States: { P: outer } }, 'in');
  expect(JSON.parse(output ?? '')).toEqual([['x', 'in'], 'z']);
});
