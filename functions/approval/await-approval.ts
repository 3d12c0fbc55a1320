import type { Directory } from '../directory/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { TaskId, TaskRepository } from '../tasks/index.ts';
import { dataOf, foldState, type RevisionId, type RevisionItem, type Tracker } from '../tracking/index.ts';
import { initialledBy, initialsFor, turnOf } from './initials.ts';

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

export interface ApprovalDeps extends WaitDeps {
  readonly directory: Directory;
}

/**
 * Asks the competent official (người có thẩm quyền), after those who initial: the log says so first, so that no
 * decision comes before it, then the wait stands in the inbox of whose turn it is, under the newest token.
 */
export async function awaitApproval(deps: ApprovalDeps, wait: Wait): Promise<void> {
  const revision = await deps.tracker.revision(wait);
  const { official, dueOn } = revision;
  const initials = await askFor(deps, revision);
  const { reminder, document, taskToken } = wait;
  if (reminder > 0) {
    await deps.tracker.record(wait, 'approval-reminded', `approval-reminded:${reminder}`, { reminder });
  }
  const facts = {
    document: { key: document.key, sha256: document.sha256 },
    ...(initials.length > 0 && { initials }),
  };
  const openedAt = deps.clock().toISOString();
  for (let taken = -1; ;) {
    const task = await deps.tasks.find(approvalTask(wait));
    const done = task ? initialledBy(task, document.sha256) : [];
    // Somebody initialled between looking and opening: it is put before who comes next.
    if (done.length === taken) return;
    taken = done.length;
    const scope = turnOf([...initials, official], done);
    await deps.tasks.open({ ...approvalTask(wait), scope, dueOn, openedAt, taskToken, facts });
    if (initials.length === 0) return;
  }
}

/** What the log has counts: who was to initial when it was asked first stays asked for. */
async function askFor(deps: ApprovalDeps, revision: RevisionItem): Promise<string[]> {
  const { official } = revision;
  const log = await deps.tracker.log.read(revision);
  const accepted = log.find(({ type }) => type === 'dossier-accepted');
  const agency = await deps.directory.findAgency(revision.agency);
  const procedure = accepted ? dataOf(accepted, 'dossier-accepted').procedure : '';
  const initials = agency ? initialsFor(agency, procedure, official) : [];
  const data = { official, ...(initials.length > 0 && { initials }) };
  const key = `approval-requested:${foldState(log).repairs}`;
  const { event } = await deps.tracker.record(revision, 'approval-requested', key, data);
  return dataOf(event, 'approval-requested').initials ?? [];
}
