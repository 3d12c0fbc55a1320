import type { TaskId } from '../tasks/index.ts';
import type { RevisionId } from '../tracking/index.ts';
import type { Wait, WaitDeps } from './await-approval.ts';

/** The one wait of a revision for the clerk's seal. */
export function sealTask({ code, revision }: RevisionId): TaskId {
  return { code, revision, kind: 'seal', round: 1 };
}

/** Asks the clerk (văn thư) where the agency seals by hand: the log first, then their list. */
export async function awaitSeal(deps: WaitDeps, wait: Wait): Promise<void> {
  const { agency, dueOn } = await deps.tracker.revision(wait);
  const { repairs } = await deps.tracker.state(wait);
  await deps.tracker.record(wait, 'seal-requested', `seal-requested:${repairs}`, { agency });
  const { reminder } = wait;
  if (reminder > 0) {
    await deps.tracker.record(wait, 'seal-reminded', `seal-reminded:${reminder}`, { reminder });
  }
  await deps.tasks.open({
    ...sealTask(wait),
    scope: agency,
    dueOn,
    openedAt: deps.clock().toISOString(),
    taskToken: wait.taskToken,
    facts: { document: { key: wait.document.key, sha256: wait.document.sha256 } },
  });
}
