import { throughJson, type Json } from '../json.ts';
import { requirePayloadSize, StateFailure } from '../state-failure.ts';
import type { Execution } from './execution.ts';
import type { Moment } from './moment.ts';
import type { Step, TaskProgress, Track } from './track.ts';

/** How a task ended: with its result, or with an error's name and cause. */
export type TaskOutcome = { ok: true; output: Json } | { ok: false; failure: StateFailure };

/** What the details of every Task event begin with. */
export function taskKind(token: string | null): { resourceType: string; resource: string } {
  return { resourceType: 'lambda', resource: token === null ? 'invoke' : 'invoke.waitForTaskToken' };
}

/** The task a track is busy with, whether its function still runs or its callback is awaited. */
export function taskOf(step: Step): TaskProgress | undefined {
  return step.kind === 'invoking' || step.kind === 'submitted' ? step.task : undefined;
}

/** The output, unless it is larger than what may travel between states. */
export function limitedOutcome(output: unknown): TaskOutcome {
  try {
    return { ok: true, output: requirePayloadSize(throughJson(output), 'result of the task') };
  } catch (error) {
    if (error instanceof StateFailure) return { ok: false, failure: error };
    throw error;
  }
}

/** The task is over: its event is written and the state goes on from there. */
export function endTask(execution: Execution, track: Track, outcome: TaskOutcome, moment: Moment): void {
  const task = taskOf(track.step);
  if (task === undefined) return;
  const kind = taskKind(task.token);
  if (outcome.ok) {
    const shown = { ...kind, output: JSON.stringify(outcome.output), outputDetails: { truncated: false } };
    execution.emit(moment.at, 'TaskSucceeded', shown, track);
    execution.change(track, { step: { kind: 'returned', result: outcome.output } });
  } else {
    const { error, cause, aliases } = outcome.failure;
    const timedOut = error === 'States.Timeout';
    const shown = timedOut ? { ...kind, error } : { ...kind, error, cause };
    execution.emit(moment.at, timedOut ? 'TaskTimedOut' : 'TaskFailed', shown, track);
    execution.change(track, { step: { kind: 'failed', failure: { error, cause, aliases } } });
  }
  moment.wake(track);
}

/** A task's function has answered: its callback is awaited now, or the task is over. */
export function answerCall(execution: Execution, track: Track, outcome: TaskOutcome, moment: Moment): void {
  const isAwaited = outcome.ok && taskOf(track.step)?.token !== null;
  if (isAwaited) submitTask(execution, track, outcome.output, moment.at);
  else endTask(execution, track, outcome, moment);
}

function submitTask(execution: Execution, track: Track, output: Json, at: Date): void {
  if (track.step.kind !== 'invoking') return;
  const { task } = track.step;
  const shown = {
    ...taskKind(task.token),
    output: JSON.stringify(output),
    outputDetails: { truncated: false },
  };
  execution.emit(at, 'TaskSubmitted', shown, track);
  execution.change(track, { step: { kind: 'submitted', task } });
}

/** Time is up: as a whole, or since the last sign of life (a name only Retry and Catch know). */
export function timeoutFailure(task: TaskProgress, now: Date): StateFailure {
  const whole = task.dueAt !== null && Date.parse(task.dueAt) <= now.getTime();
  return new StateFailure('States.Timeout', '', whole ? {} : { aliases: ['States.HeartbeatTimeout'] });
}

/** How long the function of a task without a token may take, and what it fails with when it takes longer. */
export function callLimit(task: TaskProgress): { milliseconds: number; failure: StateFailure } | undefined {
  if (task.token !== null) return undefined;
  const whole = task.timeoutSeconds ?? Number.POSITIVE_INFINITY;
  const sign = task.heartbeatSeconds ?? Number.POSITIVE_INFINITY;
  const seconds = Math.min(whole, sign);
  if (!Number.isFinite(seconds)) return undefined;
  const aliases = sign < whole ? ['States.HeartbeatTimeout'] : [];
  return { milliseconds: seconds * 1000, failure: new StateFailure('States.Timeout', '', { aliases }) };
}

/** When a waiting track must be looked at again, or null when no instant concerns it. */
export function nextDue(step: Step): Date | null {
  if (step.kind === 'waiting' || step.kind === 'retrying') return new Date(step.dueAt);
  const task = taskOf(step);
  if (task?.token === null) return null;
  const instants = [task?.dueAt, task?.heartbeatDueAt].flatMap((at) =>
    at === null || at === undefined ? [] : [Date.parse(at)],
  );
  return instants.length === 0 ? null : new Date(Math.min(...instants));
}
