import { SendTaskSuccessCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startService } from './testing/service-under-test.ts';

const invoke = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };
const machine = {
  StartAt: 'T',
  States: { T: { ...invoke, Arguments: { FunctionName: 'f' }, TimeoutSeconds: 45, End: true } },
};

const journal = (dataDir: string) => {
  const folder = join(dataDir, 'running');
  return readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
};

test('after the close, the failure of a function that was ended with it is no outcome', async () => {
  const { promise, reject } = Promise.withResolvers<void>();
  const first = await startService({ functions: { f: () => promise } });
  const stateMachineArn = await first.create(machine);
  const { executionArn = '' } = await first.client.send(new StartExecutionCommand({ stateMachineArn }));
  await expect.poll(() => first.calls.length).toBe(1);
  await first.service.close();
  const before = journal(first.dataDir);
  reject(Object.assign(new Error('exit status 1'), { name: 'Runtime.ExitError' }));
  await first.service.idle();
  expect(journal(first.dataDir)).toEqual(before);
  await first.stop();
  const second = await startService({
    dataDir: first.dataDir,
    clock: first.clock,
    functions: { f: () => 1 },
  });
  await second.service.idle();
  expect(second.calls).toMatchObject([{ redelivered: true }]);
  expect((await second.describe(executionArn)).status).toBe('SUCCEEDED');
  await second.stop();
}, 20_000);

test('after the close, nothing is acknowledged, and nothing fires', async () => {
  let token = '';
  const first = await startService({ functions: { f: (payload) => (token = String(payload)) } });
  const waiting = {
    ...invoke,
    Resource: `${invoke.Resource}.waitForTaskToken`,
    Arguments: { FunctionName: 'f', Payload: '{% $states.context.Task.Token %}' },
    TimeoutSeconds: 60,
    End: true,
  };
  const stateMachineArn = await first.create({ StartAt: 'T', TimeoutSeconds: 90, States: { T: waiting } });
  const executionArn = await first.start(stateMachineArn);
  await first.service.close();
  const before = journal(first.dataDir);
  const late = { name: 'ServiceUnavailable', $metadata: { httpStatusCode: 503 } };
  await expect(
    first.client.send(new SendTaskSuccessCommand({ taskToken: token, output: '1' })),
  ).rejects.toMatchObject(late);
  const again = new StartExecutionCommand({ stateMachineArn, name: 'late' });
  await expect(first.client.send(again)).rejects.toMatchObject(late);
  await first.pass(3_600_000);
  expect(journal(first.dataDir)).toEqual(before);
  await first.stop();
  const second = await startService({ dataDir: first.dataDir });
  await second.client.send(new SendTaskSuccessCommand({ taskToken: token, output: '1' }));
  await second.service.idle();
  expect((await second.describe(executionArn)).output).toBe('1');
  await second.stop();
});
