import type { Directory, User } from '../directory/index.ts';
import { vietnamDay } from '../platform/clock.ts';
import { canonicalJson } from '../platform/digest.ts';
import { AwsUnavailable, mapAwsFailure } from '../platform/failures.ts';
import { accept, type Outcome, type Refusal } from '../platform/refusal.ts';
import { agencyRevision, type RevisionId, type RevisionItem } from '../tracking/index.ts';
import { mayRecall } from './competence.ts';
import type { OrderedRecall, RecallOrder } from './recall-order.ts';
import { refusals } from './recall-refusals.ts';
import { settleRecall, type SettleRecallDeps } from './settle-recall.ts';

export interface RecallDeps extends SettleRecallDeps {
  readonly directory: Directory;
}

export interface Recalled {
  readonly recalledAt: string;
}

/**
 * Recalls an issued document (thu hồi, Decree 30/2020, art. 18), once: the same order again is answered with the first,
 * another is refused. The order's item is the commit point; what follows from it the sweeper finishes where this
 * process cannot.
 */
export async function recallResult(
  deps: RecallDeps,
  input: { readonly id: RevisionId; readonly order: RecallOrder; readonly user: User },
): Promise<Outcome<Recalled>> {
  const { id, order, user } = input;
  const found = await agencyRevision(deps.tracker, id, user.agencies);
  if (!found.ok) return found;
  const refused = await whyNot(deps, found.value, input);
  if (refused) return refused;
  const { code, revision } = id;
  const wanted: OrderedRecall = {
    v: 1,
    code,
    revision,
    grounds: order,
    orderedBy: { kind: 'official', id: user.official ?? user.sub },
    recalledAt: deps.clock().toISOString(),
    settled: false,
  };
  await deps.recalls.put(wanted);
  const taken = (await deps.recalls.find(id)) ?? wanted;
  if (canonicalJson(taken.grounds) !== canonicalJson(order)) return refusals.otherwise;
  if (!taken.settled) await settleNowOrLater(deps, taken);
  return accept({ recalledAt: taken.recalledAt });
}

async function whyNot(
  deps: RecallDeps,
  revision: RevisionItem,
  { order, user }: { readonly order: RecallOrder; readonly user: User },
): Promise<Refusal | undefined> {
  const today = vietnamDay(deps.clock());
  const official = user.official === undefined ? undefined : await deps.directory.findOfficial(user.official);
  if (!mayRecall(official, revision, today)) return refusals.notYours;
  if (order.decision && order.decision.date > today) return refusals.decisionAhead;
  const { archived } = await deps.tracker.state(revision);
  return archived ? undefined : refusals.notIssued;
}

async function settleNowOrLater(deps: RecallDeps, recall: OrderedRecall): Promise<void> {
  try {
    await settleRecall(deps, recall);
  } catch (error) {
    if (!(mapAwsFailure(error) instanceof AwsUnavailable)) throw error;
  }
}
