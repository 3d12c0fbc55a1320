import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
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
