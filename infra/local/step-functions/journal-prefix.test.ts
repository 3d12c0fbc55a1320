import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SendTaskSuccessCommand, type HistoryEvent } from '@aws-sdk/client-sfn';
import { beforeAll, expect, test } from 'vitest';
import { startService, type ServiceUnderTest, type TestFunction } from './testing/service-under-test.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const invoke = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };
const step = (name: string, more: object) => ({
  ...invoke,
  Arguments: { FunctionName: name, Payload: { before: '{% $states.input %}' } },
  Output: '{% $states.result.Payload %}',
  ...more,
});
const branch = (name: string) => ({ StartAt: name, States: { [name]: step(name, { End: true }) } });

const definition = {
  StartAt: 'render',
  States: {
    render: step('render', { Assign: { draft: '{% $states.result.Payload %}' }, Next: 'sign' }),
    sign: step('sign', {
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 5, MaxAttempts: 3 }],
      Next: 'ask',
    }),
    ask: {
      ...invoke,
      Resource: `${invoke.Resource}.waitForTaskToken`,
      Arguments: { FunctionName: 'ask', Payload: '{% $states.context.Task.Token %}' },
      Next: 'deliver',
    },
    deliver: { Type: 'Parallel', Branches: [branch('link'), branch('post')], Next: 'rest' },
    rest: { Type: 'Wait', Seconds: 60, Next: 'complete' },
    complete: step('complete', { Output: ['{% $draft %}', '{% $states.input %}'], End: true }),
  },
};

/** A function that answers its own name. */
function named(name: string): [string, TestFunction] {
  return [name, () => name];
}

/** Functions as a process has them; the first call of `sign` in each finds its service busy. */
function world(): Record<string, TestFunction> {
  let busy = 1;
  const sign: TestFunction = () => {
    busy -= 1;
    if (busy >= 0) throw Object.assign(new Error('busy'), { name: 'Busy' });
    return 'signed';
  };
  const names = ['render', 'ask', 'link', 'post', 'complete'];
  return { ...Object.fromEntries(names.map(named)), sign };
}

function tokens(events: HistoryEvent[]): string[] {
  return events.flatMap(({ taskScheduledEventDetails: task }) =>
    task?.resource === 'invoke.waitForTaskToken' ? [String(JSON.parse(task.parameters ?? '{}').Payload)] : [],
  );
}

/** Plays the person who decides, and lets time pass until the execution has ended. */
async function playOut(service: ServiceUnderTest, executionArn: string) {
  for (let turn = 0; turn < 10; turn += 1) {
    await service.pass(60_000);
    const { status, output } = await service.describe(executionArn);
    if (status !== 'RUNNING') return { status, output };
    for (const taskToken of tokens(await service.history(executionArn))) {
      const command = new SendTaskSuccessCommand({ taskToken, output: '"agreed"' });
      await service.client.send(command).catch((error: Error) => expect(error.name).toBe('TaskTimedOut'));
    }
  }
  return { status: 'RUNNING', output: undefined };
}

let finishedDir: string;
let executionArn: string;
let lines: string[];
let outcome: { status: string | undefined; output: string | undefined };

beforeAll(async () => {
  const service = await startService({ functions: world() });
  executionArn = await service.start(await service.create(definition), 'dossier', 'H17-r1');
  outcome = await playOut(service, executionArn);
  await service.stop();
  finishedDir = service.dataDir;
  const closed = join(finishedDir, 'closed');
  lines = readFileSync(join(closed, readdirSync(closed)[0]!), 'utf8')
    .trimEnd()
    .split('\n');
});

/** The data folder as a process left it that was killed after `count` lines, in the middle of the next. */
function killedAfter(count: number): string {
  const dataDir = temporaryFolder();
  cpSync(finishedDir, dataDir, { recursive: true });
  rmSync(join(dataDir, 'closed.jsonl'));
  const file = readdirSync(join(dataDir, 'closed'))[0]!;
  renameSync(join(dataDir, 'closed', file), join(dataDir, 'running', file));
  const half = lines[count]?.slice(0, 30) ?? '';
  writeFileSync(join(dataDir, 'running', file), `${lines.slice(0, count).join('\n')}\n${half}`);
  return dataDir;
}

/** Functions whose answers stand in the lines that were kept. */
function answeredIn(kept: string[]): Set<string> {
  const events = kept.flatMap(
    (line): { type: string; details?: { name?: string } }[] => JSON.parse(line).events,
  );
  return new Set(
    events.flatMap(({ type, details }) => (type === 'TaskStateExited' ? [details?.name ?? ''] : [])),
  );
}

test('killed after any line of its journal, an execution comes to the same end', async () => {
  expect(outcome).toEqual({ status: 'SUCCEEDED', output: '["render",["link","post"]]' });
  expect(lines.length).toBeGreaterThan(8);
  for (let count = 1; count <= lines.length; count += 1) {
    const service = await startService({ dataDir: killedAfter(count), functions: world() });
    expect(await playOut(service, executionArn), `killed after line ${count}`).toEqual(outcome);
    const answered = answeredIn(lines.slice(0, count));
    const again = service.calls.filter(({ functionName }) => answered.has(functionName));
    expect(again, `killed after line ${count}`).toEqual([]);
    const history = await service.history(executionArn);
    expect(history.map(({ id }) => id)).toEqual(history.map((_, index) => index + 1));
    await service.stop();
  }
});

test('a function called in the last line kept is called again, and told so', async () => {
  const last = lines.findIndex((line) => line.includes('"type":"TaskScheduled"'));
  const service = await startService({ dataDir: killedAfter(last + 1), functions: world() });
  await service.service.idle();
  const [first, ...others] = service.calls;
  expect(first).toMatchObject({ functionName: 'render', redelivered: true });
  expect(others.map(({ redelivered }) => redelivered)).toEqual(others.map(() => false));
  await service.stop();
});
