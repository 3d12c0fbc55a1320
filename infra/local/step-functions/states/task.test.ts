import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startService, type ServiceUnderTest, type TestFunction } from '../testing/service-under-test.ts';
import { functionNameOf } from './task.ts';

const DAY = 86_400_000;
const invoke = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };
const await_ = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken' };
const done = { Type: 'Pass', End: true };

let service: ServiceUnderTest;
let functions: Record<string, TestFunction>;
const types = async (arn = '') => (await service.history(arn)).map(({ type }) => type);

function failing(name: string, message = 'no'): TestFunction {
  return () => {
    throw Object.assign(new Error(message), { name });
  };
}

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

describe('lambda:invoke', () => {
  test('gives the payload, and answers Payload, StatusCode and ExecutedVersion', async () => {
    const task = {
      ...invoke,
      Arguments: { FunctionName: 'echo', Payload: { v: 1, x: '{% $states.input.x %}' } },
      End: true,
    };
    const { output, executionArn } = await service.run({ StartAt: 'T', States: { T: task } }, { x: [1] });
    expect(JSON.parse(output ?? '')).toMatchObject({
      ExecutedVersion: '$LATEST',
      Payload: { echoed: { v: 1, x: [1] } },
      StatusCode: 200,
    });
    expect(service.calls).toEqual([{ functionName: 'echo', payload: { v: 1, x: [1] }, redelivered: false }]);
    const events = await service.history(executionArn ?? '');
    expect(events.map(({ id, previousEventId, type }) => [id, previousEventId, type])).toEqual([
      [1, 0, 'ExecutionStarted'],
      [2, 0, 'TaskStateEntered'],
      [3, 2, 'TaskScheduled'],
      [4, 3, 'TaskStarted'],
      [5, 4, 'TaskSucceeded'],
      [6, 5, 'TaskStateExited'],
      [7, 6, 'ExecutionSucceeded'],
    ]);
    expect(events[2]?.taskScheduledEventDetails).toEqual({
      resourceType: 'lambda',
      resource: 'invoke',
      region: 'ap-southeast-1',
      parameters: '{"FunctionName":"echo","Payload":{"v":1,"x":[1]}}',
    });
  });

  test.each([
    ['render', 'render'],
    ['render:live', 'render'],
    ['arn:aws:lambda:ap-southeast-1:000000000000:function:render', 'render'],
    ['arn:aws:lambda:ap-southeast-1:000000000000:function:render:3', 'render'],
    ['000000000000:function:render', 'render'],
  ])('reaches the function written as %s', (reference, name) => {
    expect(functionNameOf(reference)).toBe(name);
  });

  test('passes results through JSON: undefined fields vanish, no answer is null', async () => {
    functions['odd'] = () => ({ at: new Date(0), gone: undefined });
    functions['silent'] = () => undefined;
    const states = {
      T: {
        ...invoke,
        Arguments: { FunctionName: 'odd' },
        Assign: { first: '{% $states.result.Payload %}' },
        Next: 'U',
      },
      U: {
        ...invoke,
        Arguments: { FunctionName: 'silent' },
        Output: ['{% $first %}', '{% $states.result.Payload %}'],
        End: true,
      },
    };
    const { output } = await service.run({ StartAt: 'T', States: states });
    expect(JSON.parse(output ?? '')).toEqual([{ at: '1970-01-01T00:00:00.000Z' }, null]);
  });

  test("fails with the function's error name, and its cause as JSON", async () => {
    functions['f'] = failing('TsaUnavailable', 'hết giờ');
    const task = { ...invoke, Arguments: { FunctionName: 'f' }, End: true };
    const failed = await service.run({ StartAt: 'T', States: { T: task } });
    expect(failed).toMatchObject({ status: 'FAILED', error: 'TsaUnavailable' });
    expect(JSON.parse(failed.cause ?? '')).toMatchObject({
      errorType: 'TsaUnavailable',
      errorMessage: 'hết giờ',
    });
    expect(await types(failed.executionArn)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskFailed',
      'ExecutionFailed',
    ]);
  });

  test.each([
    ['missing', undefined, 'Lambda.ResourceNotFoundException'],
    ['f', 'ServiceException', 'Lambda.ServiceException'],
    ['f', 'TooManyRequestsException', 'Lambda.TooManyRequestsException'],
  ])('%s failing with %s is %s', async (name, thrown, expected) => {
    if (thrown !== undefined) functions['f'] = failing(thrown);
    const task = { ...invoke, Arguments: { FunctionName: name }, End: true };
    expect((await service.run({ StartAt: 'T', States: { T: task } })).error).toBe(expected);
  });

  test('a result above 256 KiB is States.DataLimitExceeded, which States.ALL does not catch', async () => {
    functions['big'] = () => 'x'.repeat(262_144);
    const task = {
      ...invoke,
      Arguments: { FunctionName: 'big' },
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'D' }],
      Next: 'D',
    };
    expect((await service.run({ StartAt: 'T', States: { T: task, D: done } })).error).toBe(
      'States.DataLimitExceeded',
    );
  });
});

describe('Retry', () => {
  const retry = [
    { ErrorEquals: ['Busy'], IntervalSeconds: 10, BackoffRate: 2, MaxAttempts: 2, JitterStrategy: 'FULL' },
  ];
  const task = {
    ...invoke,
    Arguments: { FunctionName: 'f', Payload: '{% $states.context.State.RetryCount %}' },
    Retry: retry,
    End: true,
  };

  test('tries again after the jittered wait, without entering the state again', async () => {
    functions['f'] = (payload) => (payload === 2 ? 'ok' : failing('Busy')(payload, service.calls[0]!));
    const { executionArn = '' } = await service.run({ StartAt: 'T', States: { T: task } });
    await service.pass(4999);
    expect(service.calls).toHaveLength(1);
    await service.pass(1);
    expect(service.calls).toHaveLength(2);
    await service.pass(10_000);
    expect((await service.describe(executionArn)).status).toBe('SUCCEEDED');
    expect(service.calls.map(({ payload }) => payload)).toEqual([0, 1, 2]);
    const attempt = ['TaskScheduled', 'TaskStarted', 'TaskFailed'];
    expect(await types(executionArn)).toEqual([
      ...['ExecutionStarted', 'TaskStateEntered', ...attempt, ...attempt],
      ...['TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited', 'ExecutionSucceeded'],
    ]);
  });

  test('gives up after MaxAttempts', async () => {
    functions['f'] = failing('Busy');
    const { executionArn = '' } = await service.run({ StartAt: 'T', States: { T: task } });
    await service.pass(DAY);
    expect(await service.describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'Busy' });
    expect(service.calls).toHaveLength(3);
  });

  test('leaves other errors alone', async () => {
    functions['f'] = failing('Broken');
    expect((await service.run({ StartAt: 'T', States: { T: task } })).error).toBe('Broken');
  });
});

describe('Catch', () => {
  test('goes on elsewhere with Assign and Output over $states.errorOutput', async () => {
    functions['f'] = failing('Refused');
    const caught = {
      ErrorEquals: ['Other', 'Refused'],
      Assign: { why: '{% $states.errorOutput.Error %}' },
      Output: { input: '{% $states.input %}' },
      Next: 'D',
    };
    const task = {
      ...invoke,
      Arguments: { FunctionName: 'f' },
      Catch: [caught, { ErrorEquals: ['States.ALL'], Next: 'D' }],
      Next: 'D',
    };
    const end = { Type: 'Pass', Output: ['{% $why %}', '{% $states.input %}'], End: true };
    const { output, executionArn } = await service.run({ StartAt: 'T', States: { T: task, D: end } }, 7);
    expect(JSON.parse(output ?? '')).toEqual(['Refused', { input: 7 }]);
    expect((await types(executionArn)).slice(4, 7)).toEqual([
      'TaskFailed',
      'TaskStateExited',
      'PassStateEntered',
    ]);
  });

  test('hands on Error and Cause by default', async () => {
    functions['f'] = failing('Refused', 'why');
    const task = {
      ...invoke,
      Arguments: { FunctionName: 'f' },
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'D' }],
      Next: 'D',
    };
    const { output } = await service.run({ StartAt: 'T', States: { T: task, D: done } });
    expect(JSON.parse(output ?? '')).toEqual({
      Error: 'Refused',
      Cause: expect.stringContaining('"errorMessage":"why"'),
    });
  });

  test('catches an expression that fails, before or after the call', async () => {
    const rest = { Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'D' }], Next: 'D' };
    const before = { ...invoke, Arguments: { FunctionName: 'echo', Payload: '{% $nothing %}' }, ...rest };
    const after = { ...invoke, Arguments: { FunctionName: 'echo' }, Output: '{% $nothing %}', ...rest };
    const first = await service.run({ StartAt: 'T', States: { T: before, D: done } });
    expect(first.status).toBe('SUCCEEDED');
    expect(service.calls).toHaveLength(0);
    const arn = await service.start(
      await service.create({ StartAt: 'T', States: { T: after, D: done } }, 'after'),
    );
    expect((await service.describe(arn)).status).toBe('SUCCEEDED');
    expect(await types(arn)).toContain('EvaluationFailed');
  });
});

describe('.waitForTaskToken', () => {
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
  let tokens: string[];
  beforeEach(() => {
    tokens = [];
    functions['desk'] = desk(tokens);
  });
  const succeed = (token: string | undefined, output: unknown = {}) =>
    service.client.send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(output) }));

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
      ...['ExecutionStarted', 'TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSubmitted'],
      ...['TaskSucceeded', 'TaskStateExited', 'ExecutionSucceeded'],
    ]);
  });

  test('takes a callback that comes before the function has answered', async () => {
    let release = () => {};
    functions['desk'] = async (payload, call) => {
      desk(tokens)(payload, call);
      await new Promise<void>((resolve) => {
        release = resolve;
      });
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
