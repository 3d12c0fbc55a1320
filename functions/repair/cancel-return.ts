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

/**
 * Ends a revision without a return. Nobody is asked any more; a number allotted to a result that was never
 * issued is entered as cancelled (huỷ số). An issued document keeps its number: it exists.
 */
export async function cancelReturn(
  deps: CancelDeps,
  input: RevisionId & { readonly reason: string },
): Promise<void> {
  const { reason } = input;
  const revision = await deps.tracker.revision(input);
  await deps.tasks.withdrawAll(input);
  const { archived } = await deps.tracker.state(input);
  if (!archived) await cancelAllotted(deps, revision, reason);
  await deps.tracker.record(input, 'return-cancelled', 'return-cancelled', { reason });
}

async function cancelAllotted(deps: CancelDeps, revision: RevisionItem, reason: string): Promise<void> {
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
