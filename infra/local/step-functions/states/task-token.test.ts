import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startService, type ServiceUnderTest, type TestFunction } from '../testing/service-under-test.ts';

const DAY = 86_400_000;
const await_ = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken' };
const done = { Type: 'Pass', End: true };

let service: ServiceUnderTest;
let functions: Record<string, TestFunction>;
const types = async (arn = '') => (await service.history(arn)).map(({ type }) => type);

/** A function that hands its token out to the test. */
function desk(tokens: string[]): TestFunction {
  return (payload) => {
    const token: unknown =
      typeof payload === 'object' && payload !== null && 'token' in payload ? payload.token : '';
    tokens.push(String(token));
    return { queued: true };
  };
}

beforeEach(async () => {
  functions = { echo: (payload) => ({ echoed: payload }) };
  service = await startService({ functions, random: () => 0.5 });
});
afterEach(() => service.stop());

const states = (more: object = {}) => ({
  StartAt: 'T',
  States: {
    T: {
      ...await_,
      Arguments: { FunctionName: 'desk', Payload: { token: '{% $states.context.Task.Token %}' } },
      Output: '{% $states.result %}',
      ...more,
      ...('Next' in more ? {} : { End: true }),
    },
    ...('Next' in more ? { D: done } : {}),
  },
});

const succeed = (token: string | undefined, output: unknown = {}) =>
  service.client.send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(output) }));

describe('.waitForTaskToken', () => {
  let tokens: string[];
  beforeEach(() => {
    tokens = [];
    functions['desk'] = desk(tokens);
  });
  test('waits for SendTaskSuccess and gives its output bare', async () => {
    const { executionArn = '', status } = await service.run(states());
    expect(status).toBe('RUNNING');
    expect(tokens[0]?.length).toBeLessThan(2048);
    await service.pass(300 * DAY);
    await succeed(tokens[0], { decision: 'signed' });
    await service.service.idle();
    expect(await service.describe(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"decision":"signed"}',
    });
    expect(await types(executionArn)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('takes a callback that comes before the function has answered', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    functions['desk'] = async (payload, call) => {
      desk(tokens)(payload, call);
      await released;
    };
    const arn = await service.create(states());
    const started = service.start(arn);
    await expect.poll(() => tokens.length).toBe(1);
    await succeed(tokens[0], 'early');
    release();
    expect(await service.describe(await started)).toMatchObject({ status: 'SUCCEEDED', output: '"early"' });
  });

  test('fails with the error and cause of SendTaskFailure', async () => {
    const { executionArn = '' } = await service.run(states());
    await service.client.send(
      new SendTaskFailureCommand({ taskToken: tokens[0], error: 'Refused', cause: 'why' }),
    );
    await service.service.idle();
    expect(await service.describe(executionArn)).toMatchObject({
      status: 'FAILED',
      error: 'Refused',
      cause: 'why',
    });
  });

  test('times out, and then the token is TaskTimedOut', async () => {
    const caught = {
      TimeoutSeconds: '{% 2 * 86400 %}',
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'D' }],
      Next: 'D',
    };
    const { executionArn = '' } = await service.run(states(caught));
    await service.pass(2 * DAY);
    const ended = await service.describe(executionArn);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: '{"Error":"States.Timeout","Cause":""}' });
    const events = await service.history(executionArn);
    expect(events[2]?.taskScheduledEventDetails?.timeoutInSeconds).toBe(172_800);
    expect(events[5]).toMatchObject({
      type: 'TaskTimedOut',
      taskTimedOutEventDetails: { error: 'States.Timeout' },
    });
    await expect(succeed(tokens[0])).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  test('lives on heartbeats, and without them Catch knows States.HeartbeatTimeout', async () => {
    const caught = [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'D' }];
    const { executionArn = '' } = await service.run(
      states({ HeartbeatSeconds: 60, TimeoutSeconds: 3600, Catch: caught, Next: 'D' }),
    );
    for (let minute = 0; minute < 3; minute += 1) {
      await service.pass(59_000);
      await service.client.send(new SendTaskHeartbeatCommand({ taskToken: tokens[0] }));
    }
    expect((await service.describe(executionArn)).status).toBe('RUNNING');
    await service.pass(60_000);
    expect(await service.describe(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"Error":"States.Timeout","Cause":""}',
    });
  });

  test('has a new token at each attempt, and the old one is over', async () => {
    const retry = { TimeoutSeconds: 60, Retry: [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1 }] };
    const { executionArn = '' } = await service.run(states(retry));
    await service.pass(61_000);
    expect(tokens).toHaveLength(2);
    await expect(succeed(tokens[0])).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await succeed(tokens[1]);
    await service.service.idle();
    expect((await service.describe(executionArn)).status).toBe('SUCCEEDED');
  });

  test('takes one callback only', async () => {
    await service.run(states({ Next: 'D' }));
    await succeed(tokens[0]);
    await expect(succeed(tokens[0])).rejects.toMatchObject({
      name: 'TaskTimedOut',
      message: "Task Timed Out: 'Provided task does not exist anymore'",
    });
  });
});
