import { closeIssued } from '../delivery/index.ts';
import type { Directory } from '../directory/index.ts';
import { dossierOf } from '../intake/index.ts';
import type { Clock } from '../platform/clock.ts';
import { cancelNumber, seriesFor, type NumberRegister } from '../registry/index.ts';
import type { TaskRepository } from '../tasks/index.ts';
import type { RevisionId, RevisionItem, Tracker } from '../tracking/index.ts';

export interface CancelDeps {
  readonly tracker: Tracker;
  readonly tasks: TaskRepository;
  readonly directory: Directory;
  readonly register: NumberRegister;
  readonly clock: Clock;
}

export type Ending = 'cancelled' | 'returned' | 'kept-at-agency';

/**
 * Ends a revision nobody goes on with, by the operator's word or by silence. One that was never issued is cancelled:
 * nobody is asked any more, and an allotted number is entered as cancelled (hủy số). An issued result exists in law
 * and keeps its number: its return is closed, as kept at the agency or, where that is proved, as returned.
 */
export async function cancelReturn(
  deps: CancelDeps,
  input: RevisionId & { readonly reason: string },
): Promise<{ readonly status: Ending }> {
  const { reason } = input;
  const { archived } = await deps.tracker.state(input);
  if (archived) return closeIssued(deps, input, reason);
  const revision = await deps.tracker.revision(input);
  await deps.tasks.withdrawAll(input);
  await cancelAllotted(deps, revision, reason);
  await deps.tracker.record(input, 'return-cancelled', 'return-cancelled', { reason });
  return { status: 'cancelled' };
}

/** Enters a number that was allotted to a result never issued as cancelled; does nothing where there is none. */
export async function cancelAllotted(
  deps: Omit<CancelDeps, 'tasks'>,
  revision: RevisionItem,
  reason: string,
): Promise<void> {
  if (!(await deps.register.claimOf(revision))) return;
  const agency = await deps.directory.agency(revision.agency);
  const cancelled = await cancelNumber(deps, {
    id: revision,
    agency: agency.code,
    series: seriesFor(agency, dossierOf(revision).template.id),
    now: deps.clock(),
    reason,
  });
  if (!cancelled) return;
  const { series, number, symbol } = cancelled;
  await deps.tracker.record(revision, 'number-cancelled', 'number-cancelled', { series, number, symbol });
}
