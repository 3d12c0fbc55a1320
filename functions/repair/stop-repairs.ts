import type { Clock } from '../platform/clock.ts';
import type { Decision, TaskDesk } from '../tasks/index.ts';
import type { RevisionId } from '../tracking/index.ts';
import { repairDecidedByItself } from './repair-decided.ts';

/**
 * Takes the repairs of a recalled document off the operator's desk: each state that failed is entered once more, and a
 * channel's finds there that nothing is handed over any more. What an operator decided before stays.
 */
export async function stopRepairs(
  { desk, clock }: { readonly desk: TaskDesk; readonly clock: Clock },
  id: RevisionId,
): Promise<void> {
  for (const { kind, round, output } of await desk.tasks.ofRevision(id)) {
    if (kind !== 'repair' || output) continue;
    await desk.decide({ ...id, kind, round }, recalledRepair(round, clock()));
  }
}

/** What a repair is decided with because the document was recalled. */
export function recalledRepair(repair: number, now: Date): Decision {
  return repairDecidedByItself(repair, { action: 'retry', reason: 'recalled' }, now);
}
