import { settleChannel } from '../delivery/index.ts';
import { AwsUnavailable } from '../platform/failures.ts';
import type { Decision, TaskId } from '../tasks/index.ts';
import { SYSTEM, type RevisionId, type Tracker } from '../tracking/index.ts';
import { deliveryTask, type PostalOrder } from './postal-order.ts';
import type { PostalOrderRepository } from './postal-order-repository.ts';

const MOST_CONFLICTS = 8;

export interface CancelOrderDeps {
  readonly tracker: Tracker;
  readonly orders: PostalOrderRepository;
  /** takes the answer to the wait for the order's outcome */
  readonly waits: { decide(id: TaskId, decision: Decision): Promise<unknown> };
}

/**
 * Cancels the order of a recalled document. A parcel that was handed over goes its way: the order's own version
 * decides which came first. May be repeated.
 */
export async function cancelPostalOrder(deps: CancelOrderDeps, id: RevisionId): Promise<void> {
  const order = await takeBack(deps.orders, id);
  if (order?.state !== 'cancelled') return;
  const key = `postal-order-cancelled:${order.order}`;
  const data = { order: order.order };
  const { event } = await deps.tracker.record(id, 'postal-order-cancelled', key, data);
  const { type, occurredAt } = event;
  const told = { type, key, data, actor: SYSTEM, occurredAt };
  await deps.waits.decide(deliveryTask(order), { output: { outcome: 'recalled' }, event: told });
  await settleChannel(deps.tracker, id, { channel: 'post', outcome: 'recalled' });
}

/** The order that counts now, cancelled if it still lay at the agency. */
async function takeBack(orders: PostalOrderRepository, id: RevisionId): Promise<PostalOrder | undefined> {
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt += 1) {
    const order = await orders.latest(id);
    if (order?.state !== 'created') return order;
    const cancelled: PostalOrder = { ...order, state: 'cancelled' };
    if (await orders.save(cancelled)) return cancelled;
  }
  throw new AwsUnavailable('the postal order is contended');
}
