import {
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ExecutionStatusChange } from '../index.ts';
import { startService, type ServiceUnderTest } from '../testing/service-under-test.ts';

const machineArn = 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:machine';
const unknownExecution = 'arn:aws:states:ap-southeast-1:000000000000:execution:machine:none';
const wait = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } };
const pass = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };

let service: ServiceUnderTest;
let changes: ExecutionStatusChange[];

beforeEach(async () => {
  changes = [];
  service = await startService({
    onStatusChange: (event) => changes.push(event),
    functions: { desk: () => ({}) },
  });
});
afterEach(() => service.stop());

const start = (name: string, input = '{}', stateMachineArn = machineArn) =>
  service.client.send(new StartExecutionCommand({ stateMachineArn, name, input }));

describe('StartExecution', () => {
  test('the same name and input is the same execution while it runs', async () => {
    await service.create(wait);
    const first = await start('H17-r1', '{"a":1}');
    await service.pass(1000);
    expect(await start('H17-r1', '{"a":1}')).toMatchObject({
      executionArn: first.executionArn,
      startDate: first.startDate,
    });
    await expect(start('H17-r1', '{"a":2}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  test('once closed, the name is taken whatever the input', async () => {
    await service.create(pass);
    await start('H17-r1');
    await service.service.idle();
    await expect(start('H17-r1')).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
      message:
        "Execution Already Exists: 'arn:aws:states:ap-southeast-1:000000000000:execution:machine:H17-r1'",
    });
  });

  test('refuses an unknown machine, bad names and bad input', async () => {
    await expect(start('x')).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
    await service.create(pass);
    await expect(start('a b')).rejects.toMatchObject({ name: 'InvalidName' });
    await expect(start('x', 'not json')).rejects.toMatchObject({ name: 'InvalidExecutionInput' });
    await expect(start('x', JSON.stringify('é'.repeat(131_072)))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  test('tells the status changes as EventBridge does', async () => {
    await service.create(pass);
    await start('x', '{"a":1}');
    await service.service.idle();
    const at = service.clock.now().getTime();
    expect(changes).toMatchObject([
      { status: 'RUNNING', name: 'x', startDate: at, stopDate: null, input: '{"a":1}', output: null },
      {
        status: 'SUCCEEDED',
        name: 'x',
        startDate: at,
        stopDate: at,
        output: '{"a":1}',
        stateMachineArn: machineArn,
      },
    ]);
  });
});

describe('ListExecutions', () => {
  test('lists the newest first, by status, in pages that keep their place', async () => {
    const arn = await service.create(wait);
    for (const name of ['a', 'b', 'c']) {
      await service.start(arn, {}, name);
      await service.pass(1000);
    }
    const list = (more: object = {}) =>
      service.client.send(new ListExecutionsCommand({ stateMachineArn: arn, ...more }));
    const first = await list({ maxResults: 2, statusFilter: 'RUNNING' });
    expect(first.executions?.map(({ name }) => name)).toEqual(['c', 'b']);
    await service.client.send(
      new StopExecutionCommand({ executionArn: first.executions?.[1]?.executionArn }),
    );
    const second = await list({ maxResults: 2, statusFilter: 'RUNNING', nextToken: first.nextToken });
    expect(second.executions?.map(({ name }) => name)).toEqual(['a']);
    expect(second.nextToken).toBeUndefined();
    const aborted = await list({ statusFilter: 'ABORTED' });
    expect(aborted.executions).toMatchObject([{ name: 'b', status: 'ABORTED', stopDate: expect.any(Date) }]);
    await expect(list({ nextToken: 'x' })).rejects.toMatchObject({ name: 'InvalidToken' });
  });
});

describe('GetExecutionHistory', () => {
  test('pages forwards and backwards, with or without data', async () => {
    const { executionArn } = await service.run(pass, { secret: 1 });
    const read = (more: object) =>
      service.client.send(new GetExecutionHistoryCommand({ executionArn, ...more }));
    const first = await read({ maxResults: 3 });
    expect(first.events?.map(({ id }) => id)).toEqual([1, 2, 3]);
    const rest = await read({ maxResults: 3, nextToken: first.nextToken });
    expect(rest.events?.map(({ id }) => id)).toEqual([4]);
    const back = await read({ reverseOrder: true, maxResults: 1 });
    expect(back.events).toMatchObject([{ type: 'ExecutionSucceeded', timestamp: service.clock.now() }]);
    const bare = await read({ includeExecutionData: false });
    expect(JSON.stringify(bare.events)).not.toContain('secret');
    expect(bare.events?.[1]?.stateEnteredEventDetails).toMatchObject({ name: 'P' });
  });

  test('refuses an unknown execution', async () => {
    await expect(service.history(unknownExecution)).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
    await expect(service.describe(unknownExecution)).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
  });
});

describe('StopExecution', () => {
  test('aborts, says why, and is repeatable', async () => {
    const { executionArn = '' } = await service.run(wait);
    const stop = () =>
      service.client.send(new StopExecutionCommand({ executionArn, error: 'Withdrawn', cause: 'by hand' }));
    const { stopDate } = await stop();
    await service.pass(60_000);
    expect(await stop()).toMatchObject({ stopDate });
    expect(await service.describe(executionArn)).toMatchObject({
      status: 'ABORTED',
      error: 'Withdrawn',
      cause: 'by hand',
    });
    expect((await service.history(executionArn)).at(-1)).toMatchObject({
      type: 'ExecutionAborted',
      previousEventId: 0,
    });
  });
});

describe('limits of an execution', () => {
  test('its own TimeoutSeconds ends it as TIMED_OUT', async () => {
    const { executionArn = '' } = await service.run({ ...wait, TimeoutSeconds: 30 });
    await service.pass(30_000);
    expect(await service.describe(executionArn)).toMatchObject({ status: 'TIMED_OUT' });
    expect((await service.history(executionArn)).at(-1)?.type).toBe('ExecutionTimedOut');
    expect(changes.at(-1)).toMatchObject({ status: 'TIMED_OUT' });
  });

  test('its history ends at 25,000 events', async () => {
    const loop = {
      A: { Type: 'Pass', Next: 'B' },
      B: { Type: 'Choice', Choices: [{ Condition: false, Next: 'Z' }], Default: 'A' },
      Z: { Type: 'Succeed' },
    };
    const { executionArn = '' } = await service.run({ StartAt: 'A', States: loop });
    const ended = await service.describe(executionArn);
    expect(ended).toMatchObject({
      status: 'FAILED',
      cause: expect.stringContaining('maximum number of history events (25000)'),
    });
    const command = new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1 });
    const { events } = await service.client.send(command);
    expect(events).toMatchObject([{ id: 25_000, type: 'ExecutionFailed' }]);
  });
});
