import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startService, type ServiceUnderTest } from '../testing/service-under-test.ts';

const HOUR = 3_600_000;
const output = (described: { output?: string | undefined }): unknown =>
  JSON.parse(described.output ?? 'null');

let service: ServiceUnderTest;
let serial = 0;
let run: ServiceUnderTest['run'];

beforeAll(async () => {
  service = await startService({ functions: { echo: (payload) => ({ echoed: payload }) } });
  run = async (definition, input) => {
    serial += 1;
    return service.describe(
      await service.start(await service.create(definition, `machine-${serial}`), input),
    );
  };
});
beforeEach(() => {
  service.calls.length = 0;
});
afterAll(() => service.stop());

describe('Pass', () => {
  test('hands its input on, or its Output', async () => {
    const states = {
      A: { Type: 'Pass', Next: 'B' },
      B: { Type: 'Pass', Output: { got: '{% $states.input %}' }, End: true },
    };
    expect(output(await run({ StartAt: 'A', States: states }, [1]))).toEqual({ got: [1] });
  });

  test('assigns variables that its own Output does not see yet, and later states do', async () => {
    const states = {
      A: { Type: 'Pass', Assign: { n: 1 }, Next: 'B' },
      B: { Type: 'Pass', Assign: { n: '{% $n + 1 %}', m: '{% $n %}' }, Output: '{% $n %}', Next: 'C' },
      C: { Type: 'Pass', Output: ['{% $states.input %}', '{% $n %}', '{% $m %}'], End: true },
    };
    expect(output(await run({ StartAt: 'A', States: states }))).toEqual([1, 2, 1]);
  });

  test('fails its execution when an expression is nothing, and history says where', async () => {
    const failed = await run({
      StartAt: 'A',
      States: { A: { Type: 'Pass', Output: { x: '{% $states.input.y %}' }, End: true } },
    });
    expect(failed).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    const events = await service.history(failed.executionArn ?? '');
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'EvaluationFailed',
      'ExecutionFailed',
    ]);
    expect(events[2]?.evaluationFailedEventDetails).toMatchObject({
      state: 'A',
      location: 'Output/x',
      error: 'States.QueryEvaluationError',
    });
  });
});

describe('Choice', () => {
  const choice = {
    Type: 'Choice',
    Choices: [
      {
        Condition: "{% $states.input.way = 'left' %}",
        Assign: { went: 'left' },
        Output: 'turned',
        Next: 'End',
      },
      { Condition: "{% $states.input.way = 'odd' ? 1 : false %}", Next: 'End' },
    ],
    Assign: { went: 'on' },
    Default: 'End',
  };
  const end = { Type: 'Pass', Output: ['{% $went %}', '{% $states.input %}'], End: true };
  const definition = { StartAt: 'Choose', States: { Choose: choice, End: end } };

  test('takes the first rule that holds, with its own Assign and Output', async () => {
    expect(output(await run(definition, { way: 'left' }))).toEqual(['left', 'turned']);
  });

  test("takes Default with the state's Assign", async () => {
    expect(output(await run(definition, {}))).toEqual(['on', {}]);
  });

  test('fails when a condition is not a boolean', async () => {
    expect(await run(definition, { way: 'odd' })).toMatchObject({ error: 'States.QueryEvaluationError' });
  });

  test('fails with States.NoChoiceMatched when nothing holds and there is no Default', async () => {
    const { Default: _, ...without } = choice;
    const failed = await run({ StartAt: 'Choose', States: { Choose: without, End: end } });
    expect(failed).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' });
  });
});

describe('Wait', () => {
  test('lasts the seconds written or computed', async () => {
    const wait = {
      Type: 'Wait',
      Seconds: '{% $states.input.hours * 3600 %}',
      Output: { waited: true },
      End: true,
    };
    const { executionArn = '' } = await run({ StartAt: 'W', States: { W: wait } }, { hours: 2 });
    await service.pass(2 * HOUR - 1);
    expect((await service.describe(executionArn)).status).toBe('RUNNING');
    await service.pass(1);
    expect(await service.describe(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"waited":true}',
    });
  });

  test('lasts until a timestamp', async () => {
    const until = new Date(service.clock.now().getTime() + 40 * 24 * HOUR).toISOString();
    const wait = { Type: 'Wait', Timestamp: '{% $states.input.until %}', End: true };
    const { executionArn = '' } = await run({ StartAt: 'W', States: { W: wait } }, { until });
    await service.pass(40 * 24 * HOUR);
    expect((await service.describe(executionArn)).status).toBe('SUCCEEDED');
  });

  test('refuses what is no number of seconds', async () => {
    const wait = { Type: 'Wait', Seconds: "{% 'soon' %}", End: true };
    expect(await run({ StartAt: 'W', States: { W: wait } })).toMatchObject({
      error: 'States.QueryEvaluationError',
    });
  });
});

describe('Succeed and Fail', () => {
  test('end the execution with an output', async () => {
    expect(
      output(await run({ StartAt: 'S', States: { S: { Type: 'Succeed', Output: { ok: true } } } })),
    ).toEqual({ ok: true });
  });

  test('end it with an error and a cause', async () => {
    const fail = { Type: 'Fail', Error: '{% $states.input.error %}', Cause: 'because' };
    const failed = await run({ StartAt: 'F', States: { F: fail } }, { error: 'Refused' });
    expect(failed).toMatchObject({ status: 'FAILED', error: 'Refused', cause: 'because' });
    const events = await service.history(failed.executionArn ?? '');
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'FailStateEntered',
      'ExecutionFailed',
    ]);
  });
});

describe('the context object', () => {
  test('tells execution, state machine and state', async () => {
    const wanted = {
      id: '{% $states.context.Execution.Id %}',
      input: '{% $states.context.Execution.Input %}',
      start: '{% $states.context.Execution.StartTime %}',
      machine: '{% $states.context.StateMachine.Name %}',
      state: '{% $states.context.State.Name %}',
      entered: '{% $states.context.State.EnteredTime %}',
      role: '{% $states.context.Execution.RoleArn %}',
    };
    const described = await run(
      { StartAt: 'A', States: { A: { Type: 'Pass', Output: wanted, End: true } } },
      { a: 1 },
    );
    const now = service.clock.now().toISOString();
    expect(output(described)).toEqual({
      id: described.executionArn,
      input: { a: 1 },
      start: now,
      machine: `machine-${serial}`,
      state: 'A',
      entered: now,
      role: 'arn:aws:iam::000000000000:role/states',
    });
  });
});

describe('sizes', () => {
  test('an output above 256 KiB ends the execution with States.DataLimitExceeded', async () => {
    const big = { Type: 'Pass', Output: "{% $pad('', 300000, 'x') %}", End: true };
    expect(await run({ StartAt: 'A', States: { A: big } })).toMatchObject({
      error: 'States.DataLimitExceeded',
    });
  });
});
