import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startService, type ServiceUnderTest, type TestFunction } from '../testing/service-under-test.ts';
import { functionNameOf } from './task.ts';

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
