import type { Clock } from '../platform/clock.ts';
import { PreconditionMissing } from '../platform/failures.ts';
import type { TaskRepository } from '../tasks/index.ts';
import type { RevisionId, Tracker } from '../tracking/index.ts';
import { cancelPostalOrder } from './cancel-order.ts';
import { deliveryTask } from './postal-order.ts';
import type { PostalOrderRepository } from './postal-order-repository.ts';

/**
 * Opens the wait for an order's outcome, or gives it the newest token; then the office sees the order. An outcome
 * reported before anybody waited lies in the order, unsettled: the sweeper answers with it. The order of a document that
 * was recalled is cancelled instead, unless it was handed over.
 */
export async function awaitDelivery(
  deps: {
    readonly tracker: Tracker;
    readonly orders: PostalOrderRepository;
    readonly tasks: TaskRepository;
    readonly clock: Clock;
  },
  input: RevisionId & { readonly order: string; readonly reminder: number; readonly taskToken: string },
): Promise<void> {
  const order = await deps.orders.byCode(input.order);
  if (!order) throw new PreconditionMissing(`postal order ${input.order} is unknown`);
  const { dueOn } = await deps.tracker.revision(input);
  const key = `delivery-awaited:${input.order}:${input.reminder}`;
  await deps.tracker.record(input, 'delivery-awaited', key, { order: input.order });
  await deps.tasks.open({
    ...deliveryTask(order),
    scope: order.office,
    dueOn,
    openedAt: deps.clock().toISOString(),
    taskToken: input.taskToken,
    facts: { order: order.order },
  });
  const { recalled } = await deps.tracker.state(input);
  if (recalled) await cancelPostalOrder({ ...deps, waits: deps.tasks }, input);
  await deps.orders.enqueue(order);
}
