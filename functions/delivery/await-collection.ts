import type { Clock } from '../platform/clock.ts';
import type { TaskId, TaskRepository } from '../tasks/index.ts';
import { foldState, type RevisionId, type Tracker } from '../tracking/index.ts';
import { collectionDecision, loggedCollection, recalledCollection } from './collection-decision.ts';

/** The one wait of a revision for collection at the counter (Bộ phận Một cửa). */
export function collectionTask(id: RevisionId): TaskId {
  return { code: id.code, revision: id.revision, kind: 'collection', round: 1 };
}

/**
 * Opens the wait in the agency's list, or gives it the newest token; a later round of waiting is a reminder. A result
 * that was handed over before anybody waited is in the log: the wait is answered with it, which the sweeper tells the
 * workflow (this step may not: the workflow calls it). Whoever collects meanwhile answers the wait opened here. So it
 * is with a document that was recalled.
 */
export async function awaitCollection(
  deps: { readonly tracker: Tracker; readonly tasks: TaskRepository; readonly clock: Clock },
  input: RevisionId & { readonly reminder: number; readonly taskToken: string },
): Promise<void> {
  const revision = await deps.tracker.revision(input);
  const { agency, dueOn } = revision;
  const { state } = await deps.tracker.record(input, 'collection-awaited', 'collection-awaited', { agency });
  if (input.reminder > 0) {
    const { reminder } = input;
    await deps.tracker.record(input, 'collection-reminded', `collection-reminded:${reminder}`, { reminder });
  }
  await deps.tasks.open({
    ...collectionTask(input),
    scope: agency,
    dueOn,
    openedAt: deps.clock().toISOString(),
    taskToken: input.taskToken,
    facts: { symbol: state.number?.symbol ?? null, date: state.number?.date ?? null },
  });
  const log = await deps.tracker.log.read(input);
  const collected = loggedCollection(log);
  const { recalled, repairs } = foldState(log);
  if (collected) await deps.tasks.decide(collectionTask(input), collectionDecision(collected));
  else if (recalled) await deps.tasks.decide(collectionTask(input), recalledCollection(recalled, repairs));
}
