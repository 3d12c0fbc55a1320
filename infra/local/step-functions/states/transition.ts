import type { Json, JsonObject } from '../json.ts';
import type { TaskProgress } from '../execution/track.ts';
import type { FailureRecord } from '../state-failure.ts';

export type ScheduledTask = Omit<TaskProgress, 'scheduledEventId'> & {
  /** The evaluated Arguments, as TaskScheduled shows them. */
  parameters: JsonObject;
};

/** What a track does next; `next` is null where the state ends its scope. */
export type Transition =
  | { kind: 'go'; next: string | null; output: Json; assigned: JsonObject | null }
  | { kind: 'schedule'; task: ScheduledTask }
  | { kind: 'wait'; dueAt: string }
  | { kind: 'branch'; input: Json }
  | { kind: 'retry'; retrier: number; dueAt: string }
  | { kind: 'fail'; failure: FailureRecord };
