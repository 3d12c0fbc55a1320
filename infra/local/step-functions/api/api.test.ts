import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ExecutionStatusChange } from '../index.ts';
import { newTaskToken } from '../execution/task-token.ts';
import { startService, type ServiceUnderTest } from '../testing/service-under-test.ts';

const unknownExecution = 'arn:aws:states:ap-southeast-1:000000000000:execution:machine:none';

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

describe('task callbacks', () => {
  const unknownTask = newTaskToken({ executionArn: unknownExecution, trackId: 'root' });

  test('refuse what is no token, and the token of an unknown execution', async () => {
    const success = (taskToken: string, output = '{}') =>
      service.client.send(new SendTaskSuccessCommand({ taskToken, output }));
    await expect(success('rubbish')).rejects.toMatchObject({ name: 'InvalidToken' });
    await expect(success(unknownTask)).rejects.toMatchObject({ name: 'TaskDoesNotExist' });
    await expect(success(unknownTask, '{')).rejects.toMatchObject({ name: 'InvalidOutput' });
    const failure = service.client.send(new SendTaskFailureCommand({ taskToken: 'rubbish' }));
    await expect(failure).rejects.toMatchObject({ name: 'InvalidToken' });
    const heartbeat = service.client.send(new SendTaskHeartbeatCommand({ taskToken: unknownTask }));
    await expect(heartbeat).rejects.toMatchObject({ name: 'TaskDoesNotExist' });
  });

  test('refuse a token that was guessed for a waiting task', async () => {
    const task = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: 'desk' },
      End: true,
    };
    const { executionArn = '' } = await service.run({ StartAt: 'T', States: { T: task } });
    const taskToken = newTaskToken({ executionArn, trackId: 'root' });
    const guess = service.client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
    await expect(guess).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });
});

describe('an ARN of another shape', () => {
  const machine = 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:machine';

  test.each(['nonsense', machine, `${unknownExecution}:more`])(
    'is InvalidArn where an execution is meant: %s',
    async (executionArn) => {
      for (const command of [
        new DescribeExecutionCommand({ executionArn }),
        new GetExecutionHistoryCommand({ executionArn }),
        new StopExecutionCommand({ executionArn }),
      ]) {
        // @ts-expect-error -- the client's overloads do not take a union of commands
        await expect(service.client.send(command)).rejects.toMatchObject({ name: 'InvalidArn' });
      }
    },
  );

  test.each(['nonsense', unknownExecution])(
    'is InvalidArn where a machine is meant: %s',
    async (stateMachineArn) => {
      for (const command of [
        new StartExecutionCommand({ stateMachineArn }),
        new ListExecutionsCommand({ stateMachineArn }),
        new DescribeStateMachineCommand({ stateMachineArn }),
      ]) {
        // @ts-expect-error -- as above
        await expect(service.client.send(command)).rejects.toMatchObject({ name: 'InvalidArn' });
      }
    },
  );

  test('is InvalidArn where a role is meant, and the message says what is wrong', async () => {
    const created = service.client.send(
      new CreateStateMachineCommand({ name: 'm', definition: '{}', roleArn: 'r' }),
    );
    await expect(created).rejects.toMatchObject({ name: 'InvalidArn', message: "Invalid Role Arn: 'r'" });
    const described = service.client.send(new DescribeExecutionCommand({ executionArn: machine }));
    await expect(described).rejects.toMatchObject({
      message: "Invalid Arn: 'Resource type not valid in this context: stateMachine'",
    });
  });

  test('is nothing to a machine that is merely not there', async () => {
    const started = service.client.send(new StartExecutionCommand({ stateMachineArn: `${machine}:live` }));
    await expect(started).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
  });
});

const post = (headers: Record<string, string>, body: string) =>
  fetch(service.endpoint, { method: 'POST', headers, body });

describe('the protocol', () => {
  test('answers unknown operations and broken JSON with an error type', async () => {
    const unknown = await post({ 'x-amz-target': 'AWSStepFunctions.RedriveExecution' }, '{}');
    expect([unknown.status, await unknown.json()]).toMatchObject([
      400,
      { __type: 'UnknownOperationException' },
    ]);
    const broken = await post({ 'x-amz-target': 'AWSStepFunctions.ListStateMachines' }, '{');
    expect(await broken.json()).toMatchObject({ __type: 'SerializationException' });
    expect(broken.headers.get('content-type')).toBe('application/x-amz-json-1.0');
  });
});
