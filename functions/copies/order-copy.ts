import type { Directory, User } from '../directory/index.ts';
import type { Clock } from '../platform/clock.ts';
import { accept, type Outcome } from '../platform/refusal.ts';
import { agencyRevision, type RevisionId, type Tracker } from '../tracking/index.ts';
import { copiesIn, type OrderedCopy } from './copy-order.ts';
import type { CopyRepository } from './copy-repository.ts';
import { refusals } from './copy-refusals.ts';

const MOST_COPIES = 20;

export interface OrderDeps {
  readonly tracker: Tracker;
  readonly directory: Directory;
  readonly copies: CopyRepository;
  readonly clock: Clock;
}

export interface TakenOrder {
  readonly order: string;
  readonly orderedAt: string;
  /** false when the same order was taken before */
  readonly first: boolean;
}

/**
 * Takes a clerk's order of a certified electronic copy (sao y) of an issued result. The order's item is the commit
 * point: from there on the copy is made, whatever becomes of this process.
 */
export async function orderCopy(
  deps: OrderDeps,
  { id, order, clerk }: { readonly id: RevisionId; readonly order: string; readonly clerk: User },
): Promise<Outcome<TakenOrder>> {
  const revision = await agencyRevision(deps.tracker, id, clerk.agencies);
  if (!revision.ok) return revision;
  const copy = { code: id.code, revision: id.revision, order };
  const known = await deps.copies.find(copy);
  if (known) return takenAs(deps, known, false);
  const { archived, status, recalled } = await deps.tracker.state(id);
  if (recalled) return refusals.recalled;
  if (!archived || status === 'cancelled') return refusals.notIssued;
  const agency = await deps.directory.agency(revision.value.agency);
  if (!agency.copies) return refusals.noRegister;
  if (copiesIn(await deps.tracker.log.read(id)).length >= MOST_COPIES) return refusals.tooMany;
  const orderedAt = deps.clock().toISOString();
  const ordered: OrderedCopy = { v: 1, ...copy, orderedBy: clerk.sub, orderedAt, issued: false };
  if (await deps.copies.put(ordered)) return takenAs(deps, ordered, true);
  return takenAs(deps, (await deps.copies.find(copy)) ?? ordered, false);
}

async function takenAs(deps: OrderDeps, ordered: OrderedCopy, first: boolean): Promise<Outcome<TakenOrder>> {
  await recordOrder(deps.tracker, ordered);
  return accept({ order: ordered.order, orderedAt: ordered.orderedAt, first });
}

/** The log's word of an order, once, whoever comes first: who took it, or who fulfils it. */
export async function recordOrder(tracker: Tracker, ordered: OrderedCopy): Promise<void> {
  const { order, orderedBy, orderedAt } = ordered;
  const { archived } = await tracker.state(ordered);
  const by = { actor: { kind: 'clerk' as const, id: orderedBy }, occurredAt: orderedAt };
  const data = { order, original: archived?.sha256 ?? '' };
  await tracker.record(ordered, 'copy-ordered', `copy-ordered:${order}`, data, by);
}
