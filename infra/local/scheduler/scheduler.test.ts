import { expect, it } from 'vitest';
import type { LambdaRunner } from '../lambda/runner.ts';
import { startScheduler } from './scheduler.ts';

const place = { region: 'ap-southeast-1', accountId: '000000000000' };
const spec = { entry: '', timeoutSeconds: 1, memoryMb: 128, environment: [] };

function recording(answers: () => boolean) {
  const calls: { name: string; event: Record<string, unknown> }[] = [];
  let running = 0;
  let most = 0;
  const runner: LambdaRunner = {
    functions: [
      { ...spec, name: 'sweep', everyMinutes: 1 },
      { ...spec, name: 'reconcile', onExecutionStatus: true },
      { ...spec, name: 'other' },
    ],
    invoke: async (name, event) => {
      calls.push({ name, event: event as Record<string, unknown> });
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 30));
      running -= 1;
      if (answers()) return { payload: null };
      return { functionError: { errorType: 'Error', errorMessage: '', trace: [] } };
    },
    close: async () => undefined,
  };
  return { calls, runner, most: () => most };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('runs a scheduled function again and again, one run at a time, and none after closing', async () => {
  const { calls, runner, most } = recording(() => true);
  const scheduler = startScheduler(runner, place, 0.01);
  await pause(150);
  await scheduler.close();
  const made = calls.length;
  expect(made).toBeGreaterThan(1);
  expect(most()).toBe(1);
  expect(calls.every(({ name, event }) => name === 'sweep' && event['source'] === 'aws.events')).toBe(true);
  await pause(60);
  expect(calls).toHaveLength(made);
});

it('runs what is due less often as seldom, and everything once after the first minute', async () => {
  const { calls, runner } = recording(() => true);
  const [, reconcile] = runner.functions;
  const seldom = { ...runner, functions: [...runner.functions, { ...reconcile!, everyMinutes: 1_000 }] };
  const scheduler = startScheduler(seldom, place, 0.01);
  await pause(200);
  await scheduler.close();
  const runs = (name: string) => calls.filter((call) => call.name === name).length;
  expect(runs('reconcile')).toBe(1);
  expect(runs('sweep')).toBeGreaterThan(1);
});

it('tells of an unfinished execution in EventBridge’s shape, again after a failure, and of no other', async () => {
  let failures = 1;
  const { calls, runner } = recording(() => (failures -= 1) < 0);
  const scheduler = startScheduler(runner, place, 60);
  const executionArn = 'arn:aws:states:ap-southeast-1:000000000000:execution:m:H15-r1';
  scheduler.executionStatus({ executionArn, status: 'RUNNING' });
  scheduler.executionStatus({ executionArn, status: 'SUCCEEDED' });
  scheduler.executionStatus({ executionArn, status: 'FAILED' });
  await pause(1300);
  await scheduler.close();
  expect(calls).toHaveLength(2);
  expect(calls[0]!.event).toMatchObject({
    source: 'aws.states',
    'detail-type': 'Step Functions Execution Status Change',
    resources: [executionArn],
    detail: { executionArn, status: 'FAILED' },
    region: 'ap-southeast-1',
  });
});
