import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import type { TaskId, TaskRepository } from '../tasks/index.ts';
import type { RevisionId, Tracker } from '../tracking/index.ts';

const MOST_CAUSE = 500;

export interface RepairRequest extends RevisionId {
  /** state of the definition that failed */
  readonly failedState: string;
  readonly failure: { readonly error: string; readonly cause: string };
  /** counts the repairs of the execution from 1 */
  readonly repair: number;
  readonly taskToken: string;
}

/** The wait for an operator: each repair is a question of its own. */
export function repairTask({ code, revision }: RevisionId, repair: number): TaskId {
  return { code, revision, kind: 'repair', round: repair };
}

/** Asks an operator of the agency to repair what failed: the log says what, then it stands on their desk. */
export async function awaitRepair(
  deps: { readonly tracker: Tracker; readonly tasks: TaskRepository; readonly clock: Clock },
  request: RepairRequest,
): Promise<void> {
  const { failedState, repair } = request;
  const { agency, dueOn } = await deps.tracker.revision(request);
  const { error } = request.failure;
  const cause = readableCause(request.failure.cause);
  await deps.tracker.record(request, 'repair-requested', `repair-requested:${repair}`, {
    state: failedState,
    error,
    cause,
    repair,
  });
  await deps.tasks.open({
    ...repairTask(request, repair),
    scope: agency,
    dueOn,
    openedAt: deps.clock().toISOString(),
    taskToken: request.taskToken,
    facts: { state: failedState, error, cause },
  });
}

const lambdaCause = z.object({ errorMessage: z.string() });

/** A function's failure comes as JSON with a stack trace, cut off anywhere: people are shown its sentence. */
export function readableCause(cause: string): string {
  try {
    const parsed = lambdaCause.safeParse(JSON.parse(cause));
    if (parsed.success) return parsed.data.errorMessage.slice(0, MOST_CAUSE);
  } catch {
    const cutOff = /"errorMessage":\s*("(?:[^"\\]|\\.)*")/.exec(cause)?.[1];
    if (cutOff) return String(JSON.parse(cutOff)).slice(0, MOST_CAUSE);
  }
  return cause.slice(0, MOST_CAUSE);
}
