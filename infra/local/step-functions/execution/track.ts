import type { Json } from '../json.ts';
import type { FailureRecord } from '../state-failure.ts';

/**
 * A Task on its way: what it was given, its token and its limits. With a token its time is up at an
 * instant (ISO), whatever happens to the process. Without one the limit is the call's: it starts when the
 * function does, and anew when a later process calls it again, so that no instant is kept.
 */
export type TaskProgress = {
  /** Id of the TaskScheduled event: tells one attempt from the next. */
  scheduledEventId: number;
  functionName: string;
  payload: Json;
  token: string | null;
  timeoutSeconds: number | null;
  dueAt: string | null;
  heartbeatSeconds: number | null;
  heartbeatDueAt: string | null;
};

export type InvokingStep = { kind: 'invoking'; task: TaskProgress; deliveries: number };

/**
 * Where a track stands. `entered`, `returned` and `failed` go on by themselves; the others wait
 * for a function, a callback, a timer or their branches.
 */
export type Step =
  | { kind: 'entered' }
  | InvokingStep
  | { kind: 'submitted'; task: TaskProgress }
  | { kind: 'waiting'; dueAt: string }
  | { kind: 'retrying'; dueAt: string }
  | { kind: 'branching'; branches: number }
  | { kind: 'returned'; result: Json }
  | { kind: 'failed'; failure: FailureRecord }
  | { kind: 'finished'; output: Json };

/** One line of control: the whole execution's, or that of one branch of a Parallel state. */
export type Track = {
  readonly id: string;
  /** The Parallel state this track is a branch of, or null for the root. */
  readonly parent: string | null;
  /** Index of the branch in its Parallel state. */
  readonly branch: number;
  stateName: string;
  input: Json;
  enteredAt: string;
  enteredEventId: number;
  lastEventId: number;
  /** Attempts spent, by index of retrier. */
  retries: number[];
  variables: { [name: string]: Json };
  step: Step;
};

export type TrackChange = Partial<Omit<Track, 'id' | 'parent' | 'branch'>>;

export const ROOT_TRACK = 'root';

export function retryCount(track: Track): number {
  return track.retries.reduce((sum, count) => sum + count, 0);
}
