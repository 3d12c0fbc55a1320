import { intendRecallNote, stopCollection, type IntendNoteDeps } from '../delivery/index.ts';
import type { Clock } from '../platform/clock.ts';
import { cancelPostalOrder, type PostalOrderRepository } from '../post/index.ts';
import type { TaskDesk } from '../tasks/index.ts';
import { stopRepairs } from '../repair/index.ts';
import { finishEach, type RevisionId, type Unfinished } from '../tracking/index.ts';
import type { OrderedRecall } from './recall-order.ts';
import type { RecallRepository } from './recall-repository.ts';

export interface SettleRecallDeps extends IntendNoteDeps {
  readonly recalls: RecallRepository;
  readonly orders: PostalOrderRepository;
  readonly desk: TaskDesk;
  readonly clock: Clock;
}

/**
 * What follows from an order: the event that makes the document recalled everywhere, then the end of what was under
 * way, and the message to the citizen. Every part may be repeated. The issued file itself is never touched.
 */
export async function settleRecall(deps: SettleRecallDeps, recall: OrderedRecall): Promise<void> {
  const { grounds, orderedBy: actor, recalledAt: occurredAt } = recall;
  const id: RevisionId = { code: recall.code, revision: recall.revision };
  await deps.tracker.record(id, 'result-recalled', 'result-recalled', grounds, { actor, occurredAt });
  await cancelPostalOrder({ ...deps, waits: deps.desk }, id);
  await stopCollection(deps, id, { ...grounds, recalledAt: occurredAt });
  await stopRepairs(deps, id);
  await intendRecallNote(deps, id);
  await deps.recalls.settle(id);
}

/** How many recalls a run of the sweeper finished, and which it must look at again. */
export interface SettledRecalls {
  readonly settled: number;
  readonly failed: readonly Unfinished[];
}

/** Finishes what killed processes left behind. */
export async function settleRecalls(deps: SettleRecallDeps): Promise<SettledRecalls> {
  const { done, failed } = await finishEach(await deps.recalls.unsettled(), (recall) =>
    settleRecall(deps, recall),
  );
  return { settled: done.length, failed };
}
