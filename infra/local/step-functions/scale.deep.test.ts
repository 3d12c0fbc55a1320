import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { startService } from './testing/service-under-test.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const task = (next: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'echo', Payload: { n: '{% $n %}' } },
  Output: '{% $states.result.Payload %}',
  ...next,
});

test('hundreds of executions run at once, each with its own variables', async () => {
  const service = await startService({ functions: { echo: (payload) => payload } });
  const arn = await service.create({
    StartAt: 'Begin',
    States: {
      Begin: { Type: 'Pass', Assign: { n: '{% $states.input.n %}' }, Next: 'One' },
      One: task({ Next: 'Rest' }),
      Rest: { Type: 'Wait', Seconds: 60, Next: 'Two' },
      Two: task({ End: true }),
    },
  });
  const arns = await Promise.all(Array.from({ length: 250 }, (_, n) => service.start(arn, { n })));
  await service.pass(60_000);
  const ended = await Promise.all(arns.map((executionArn) => service.describe(executionArn)));
  expect(ended.map(({ output }) => output)).toEqual(arns.map((_, n) => JSON.stringify({ n })));
  await service.stop();
});

test('thousands of closed executions cost a start one small file, and none of their journals', async () => {
  const dataDir = temporaryFolder();
  const stateMachineArn = 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:machine';
  const summary = (n: number) => ({
    executionArn: `arn:aws:states:ap-southeast-1:000000000000:execution:machine:H17-${n}`,
    name: `H17-${n}`,
    stateMachineArn,
    startDate: new Date(1_700_000_000_000 + n).toISOString(),
    stopDate: new Date(1_700_000_100_000 + n).toISOString(),
    status: 'SUCCEEDED',
  });
  const lines = Array.from({ length: 20_000 }, (_, n) => JSON.stringify(summary(n)));
  writeFileSync(join(dataDir, 'closed.jsonl'), `${lines.join('\n')}\n`);
  const begun = performance.now();
  const service = await startService({ dataDir });
  expect(performance.now() - begun).toBeLessThan(2000);
  await service.create({ StartAt: 'S', States: { S: { Type: 'Succeed' } } });
  const { executions } = await service.client.send(
    new ListExecutionsCommand({ stateMachineArn, maxResults: 2 }),
  );
  expect(executions?.map(({ name }) => name)).toEqual(['H17-19999', 'H17-19998']);
  await service.stop();
});
