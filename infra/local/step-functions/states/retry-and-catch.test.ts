import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startService, type ServiceUnderTest, type TestFunction } from '../testing/service-under-test.ts';

const DAY = 86_400_000;
const invoke = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };
const done = { Type: 'Pass', End: true };

let service: ServiceUnderTest;
let functions: Record<string, TestFunction>;
const types = async (arn = '') => (await service.history(arn)).map(({ type }) => type);

function failing(name: string, message = 'no'): TestFunction {
  return () => {
    throw Object.assign(new Error(message), { name });
  };
}

beforeEach(async () => {
  functions = { echo: (payload) => ({ echoed: payload }) };
  service = await startService({ functions, random: () => 0.5 });
});
afterEach(() => service.stop());

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
      'ExecutionStarted',
      'TaskStateEntered',
      ...attempt,
      ...attempt,
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
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
