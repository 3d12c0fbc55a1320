import type { Json } from '../json.ts';
import type { FailureRecord } from '../state-failure.ts';
import type { Execution } from './execution.ts';
import { MAX_HISTORY_EVENTS } from './history-event.ts';
import type { Track } from './track.ts';

/** An execution runs for a year at most (service quota). */
const LONGEST_EXECUTION_SECONDS = 365 * 24 * 3600;

export function deadlineOf(execution: Execution): Date {
  const { TimeoutSeconds: own = LONGEST_EXECUTION_SECONDS } = execution.definition;
  const allowed = Math.min(own, LONGEST_EXECUTION_SECONDS);
  return new Date(Date.parse(execution.header.startDate) + allowed * 1000);
}

export function endSucceeded(execution: Execution, output: Json, at: Date, track: Track): void {
  const text = JSON.stringify(output);
  const details = { output: text, outputDetails: { truncated: false } };
  execution.emit(at, 'ExecutionSucceeded', details, track);
  if (execution.historyIsFull) return;
  execution.close({ status: 'SUCCEEDED', stopDate: at.toISOString(), output: text });
}

export function endFailed(execution: Execution, failure: FailureRecord, at: Date, track?: Track): void {
  const shown = { error: failure.error, cause: failure.cause };
  execution.emit(at, 'ExecutionFailed', shown, track);
  execution.close({ status: 'FAILED', stopDate: at.toISOString(), ...shown });
}

/** The 25,000th event is always the one that ends the execution. */
export function endFullHistory(execution: Execution, at: Date): void {
  const cause = `The execution reached the maximum number of history events (${MAX_HISTORY_EVENTS}).`;
  endFailed(execution, { error: 'States.Runtime', cause, aliases: [] }, at);
}

export function endTimedOut(execution: Execution, at: Date): void {
  execution.emit(at, 'ExecutionTimedOut', { error: 'States.Timeout' }, undefined);
  execution.close({ status: 'TIMED_OUT', stopDate: at.toISOString(), error: 'States.Timeout' });
}

export function endAborted(execution: Execution, reason: { error?: string; cause?: string }, at: Date): void {
  execution.emit(at, 'ExecutionAborted', { ...reason }, undefined);
  execution.close({ status: 'ABORTED', stopDate: at.toISOString(), ...reason });
}
