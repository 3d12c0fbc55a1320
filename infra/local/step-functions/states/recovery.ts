import type { ParallelState, Retrier, TaskState } from '../definition/definition.ts';
import { matchesError, type FailureRecord } from '../state-failure.ts';
import { leave } from './exit.ts';
import { surroundings, type Situation } from './situation.ts';
import type { Transition } from './transition.ts';

/** IntervalSeconds × BackoffRate^n, at most MaxDelaySeconds, and with FULL jitter anything from 0 to that. */
export function retryDelaySeconds(retrier: Retrier, attemptsSpent: number, random: () => number): number {
  const grown = retrier.IntervalSeconds * retrier.BackoffRate ** attemptsSpent;
  const capped = Math.min(grown, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return retrier.JitterStrategy === 'FULL' ? capped * random() : capped;
}

/** A failed Task or Parallel state is tried again, caught, or fails its scope. */
export async function recover(
  situation: Situation<TaskState | ParallelState>,
  failure: FailureRecord,
): Promise<Transition> {
  const { state, track, now, random } = situation;
  const retrier = (state.Retry ?? []).findIndex((rule) => matchesError(rule.ErrorEquals, failure));
  const rule = state.Retry?.[retrier];
  const spent = track.retries[retrier] ?? 0;
  if (rule !== undefined && spent < rule.MaxAttempts) {
    const delay = retryDelaySeconds(rule, spent, random);
    return { kind: 'retry', retrier, dueAt: new Date(now.getTime() + delay * 1000).toISOString() };
  }
  const caught = (state.Catch ?? []).findIndex((catcher) => matchesError(catcher.ErrorEquals, failure));
  const catcher = state.Catch?.[caught];
  if (catcher === undefined) return { kind: 'fail', failure };
  const errorOutput = { Error: failure.error, Cause: failure.cause };
  const around = surroundings(situation, { errorOutput });
  return leave(
    situation,
    { ...catcher, next: catcher.Next, prefix: `Catch[${caught}]/` },
    around,
    errorOutput,
  );
}
