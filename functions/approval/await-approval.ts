import type { Clock } from '../platform/clock.ts';
import type { TaskId, TaskRepository } from '../tasks/index.ts';
import type { RevisionId, Tracker } from '../tracking/index.ts';

export interface WaitDeps {
  readonly tracker: Tracker;
  readonly tasks: TaskRepository;
  readonly clock: Clock;
}

/** What a person is asked about, and the token their answer goes to. */
export interface Wait extends RevisionId {
  readonly document: { readonly key: string; readonly sha256: string };
  /** 0 the first time, then how often they were asked before */
  readonly reminder: number;
  readonly taskToken: string;
}

/** The one wait of a revision for its official's decision. */
export function approvalTask({ code, revision }: RevisionId): TaskId {
  return { code, revision, kind: 'approval', round: 1 };
}

/**
 * Asks the competent official (người có thẩm quyền): the log says so first, so that no decision comes before
 * it, then the wait stands in their inbox under the newest token.
 */
export async function awaitApproval(deps: WaitDeps, wait: Wait): Promise<void> {
  const { official, dueOn } = await deps.tracker.revision(wait);
  const { repairs } = await deps.tracker.state(wait);
  await deps.tracker.record(wait, 'approval-requested', `approval-requested:${repairs}`, { official });
  const { reminder } = wait;
  if (reminder > 0) {
    await deps.tracker.record(wait, 'approval-reminded', `approval-reminded:${reminder}`, { reminder });
  }
  await deps.tasks.open({
    ...approvalTask(wait),
    scope: official,
    dueOn,
    openedAt: deps.clock().toISOString(),
    taskToken: wait.taskToken,
    facts: { document: { key: wait.document.key, sha256: wait.document.sha256 } },
  });
}
