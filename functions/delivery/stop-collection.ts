import type { TaskDesk } from '../tasks/index.ts';
import type { Recall, RevisionId, Tracker } from '../tracking/index.ts';
import { collectionTask } from './await-collection.ts';
import { recalledCollection } from './collection-decision.ts';

/**
 * Ends the wait for collection of a recalled document, where there is one; who has collected it before has it. A wait
 * opened later ends itself.
 */
export async function stopCollection(
  deps: { readonly tracker: Tracker; readonly desk: TaskDesk },
  id: RevisionId,
  recalled: Recall,
): Promise<void> {
  const { repairs } = await deps.tracker.state(id);
  await deps.desk.decide(collectionTask(id), recalledCollection(recalled, repairs));
}
