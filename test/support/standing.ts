import { approvalTask } from '../../functions/approval/index.ts';
import type { Table } from '../../functions/platform/table.ts';
import { TaskRepository } from '../../functions/tasks/index.ts';
import type { RevisionId, RevisionState, Tracker } from '../../functions/tracking/index.ts';

/**
 * Where a revision stands for those who act on it. The log says that a decision is awaited a moment before the task
 * is there, and only then can anybody decide: until then it is rendered.
 */
export async function standing(
  { table, tracker }: { readonly table: Table; readonly tracker: Tracker },
  id: RevisionId,
): Promise<RevisionState> {
  const state = await tracker.state(id);
  if (state.status !== 'awaiting-approval') return state;
  const task = await new TaskRepository(table).find(approvalTask(id));
  return task ? state : { ...state, status: 'rendered' };
}
