import { intendRecallNote, stopCollection, type IntendNoteDeps } from '../delivery/index.ts';
import type { Clock } from '../platform/clock.ts';
import { failureName } from '../platform/failures.ts';
import { cancelPostalOrder, type PostalOrderRepository } from '../post/index.ts';
import type { TaskDesk } from '../tasks/index.ts';
import { stopRepairs } from '../repair/index.ts';
import { SWEEP_SHARDS, type RevisionId } from '../tracking/index.ts';
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
  readonly failed: readonly { readonly what: string; readonly error: string }[];
}

/** Finishes what killed processes left behind, in every shard. One that fails holds up no other. */
export async function settleRecalls(deps: SettleRecallDeps): Promise<SettledRecalls> {
  let settled = 0;
  const failed: { what: string; error: string }[] = [];
  for (let shard = 0; shard < SWEEP_SHARDS; shard += 1) {
    for (const recall of await deps.recalls.unsettled(shard)) {
      try {
        await settleRecall(deps, recall);
        settled += 1;
      } catch (error) {
        const what = `recall of ${recall.code} r${recall.revision}`;
        failed.push({ what, error: failureName(error) });
      }
    }
  }
  return { settled, failed };
}
