import { randomUUID } from 'node:crypto';
import type { LambdaRunner } from '../lambda/runner.ts';

/** Where an event comes from, in EventBridge's terms. */
export interface EventPlace {
  readonly region: string;
  readonly accountId: string;
}

/** The rule of infra/stacks/repair.ts: executions that ended any other way than by succeeding. */
const UNFINISHED: ReadonlySet<string> = new Set(['FAILED', 'TIMED_OUT', 'ABORTED']);

/** The `detail` of a «Step Functions Execution Status Change», as far as the rule looks at it. */
export interface ExecutionStatusDetail {
  readonly executionArn: string;
  readonly status: string;
}

/** EventBridge for the embedded stack: schedules, and the status changes of executions. */
export interface Scheduler {
  /** Sends the status change of an unfinished execution to the functions that ask for it. */
  readonly executionStatus: (detail: ExecutionStatusDetail) => void;
  /** Starts no further run and waits for those under way. */
  readonly close: () => Promise<void>;
}

/**
 * Runs the functions with `everyMinutes` at their interval, a minute lasting so many seconds: the first time after a
 * minute, and each time after the last run has ended. EventBridge delivers at least once: a failed delivery is tried
 * again twice.
 */
export function startScheduler(runner: LambdaRunner, place: EventPlace, minuteSeconds: number): Scheduler {
  const closing = new AbortController();
  const runs = new Set<Promise<void>>();
  const track = (work: Promise<void>): void => {
    const run = work.finally(() => runs.delete(run));
    runs.add(run);
  };
  for (const { name, everyMinutes } of runner.functions) {
    if (everyMinutes === undefined) continue;
    const run = () => deliver(runner, name, scheduledEvent(place), closing.signal);
    track(repeat(run, { first: minuteSeconds, later: everyMinutes * minuteSeconds }, closing.signal));
  }
  const listeners = runner.functions.filter((spec) => spec.onExecutionStatus === true);
  return {
    executionStatus: (detail) => {
      if (closing.signal.aborted || !UNFINISHED.has(detail.status)) return;
      const event = statusEvent(place, detail);
      for (const { name } of listeners) track(deliver(runner, name, event, closing.signal));
    },
    close: async () => {
      closing.abort();
      await Promise.all(runs);
    },
  };
}

/** Pauses are seconds. */
async function repeat(
  run: () => Promise<void>,
  { first, later }: { readonly first: number; readonly later: number },
  signal: AbortSignal,
): Promise<void> {
  for (let seconds = first; !signal.aborted; seconds = later) {
    await pause(seconds, signal);
    if (!signal.aborted) await run();
  }
}

async function deliver(
  runner: LambdaRunner,
  name: string,
  event: unknown,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const answer = await runner.invoke(name, event);
    if ('payload' in answer || signal.aborted) return;
    await pause(attempt, signal);
  }
}

function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, seconds * 1000);
    signal.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}

function scheduledEvent(place: EventPlace): unknown {
  return event(place, 'aws.events', 'Scheduled Event', [], {});
}

function statusEvent(place: EventPlace, detail: ExecutionStatusDetail): unknown {
  return event(place, 'aws.states', 'Step Functions Execution Status Change', [detail.executionArn], detail);
}

function event(
  place: EventPlace,
  source: string,
  detailType: string,
  resources: readonly string[],
  detail: unknown,
): unknown {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': detailType,
    source,
    account: place.accountId,
    time: new Date().toISOString().replace(/\.\d+Z$/u, 'Z'),
    region: place.region,
    resources,
    detail,
  };
}
