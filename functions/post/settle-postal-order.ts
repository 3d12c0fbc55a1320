import { settleChannel } from '../delivery/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { TaskDesk } from '../tasks/index.ts';
import { finishEach, TERMINAL, type EventData, type Tracker, type Unfinished } from '../tracking/index.ts';
import type { ReportedEvent } from './postal-event.ts';
import { deliveryTask, type PostalOrder, type PostalState } from './postal-order.ts';
import type { PostalOrderRepository } from './postal-order-repository.ts';

export interface SettleDeps {
  readonly tracker: Tracker;
  readonly orders: PostalOrderRepository;
  readonly desk: TaskDesk;
  readonly clock: Clock;
}

/** What a final state means for the channel; a lost parcel fails it, so that an operator orders a new one. */
const OUTCOME: Partial<Record<PostalState, 'delivered' | 'returned-to-agency' | 'failed'>> = {
  delivered: 'delivered',
  'returned-to-agency': 'returned-to-agency',
  lost: 'failed',
};

/**
 * Tells log, workflow and channel what is committed in an order; every part may be repeated. An order whose
 * workflow does not wait yet stays unsettled, and the sweeper comes back to it.
 * @returns whether nothing is left to tell
 */
export async function settlePostalOrder(deps: SettleDeps, order: PostalOrder): Promise<boolean> {
  const logged = new Set((await deps.tracker.log.read(order)).map((event) => event.key));
  for (const event of order.applied)
    if (!logged.has(event.key)) await record(deps, order, event, event.event);
  for (const event of order.contradicting) {
    if (!logged.has(event.key)) await record(deps, order, event, 'contradiction');
  }
  if (!(await tellWorkflow(deps, order))) return false;
  return deps.orders.save({ ...order, settled: true });
}

/** How many orders a run of the sweeper settled, and which it must look at again. */
export interface SettledOrders {
  readonly settled: number;
  readonly waiting: number;
  readonly failed: readonly Unfinished[];
}

/** Settles what killed processes left behind. */
export async function settlePostalOrders(deps: SettleDeps): Promise<SettledOrders> {
  const { done, failed } = await finishEach(await deps.orders.unsettled(), (order) =>
    settlePostalOrder(deps, order),
  );
  const settled = done.filter(Boolean).length;
  return { settled, waiting: done.length - settled, failed };
}

async function record(
  { tracker }: SettleDeps,
  order: PostalOrder,
  event: ReportedEvent,
  meaning: string,
): Promise<void> {
  await tracker.record(order, 'postal-event', event.key, dataOf(order, event, meaning), event);
}

async function tellWorkflow(deps: SettleDeps, order: PostalOrder): Promise<boolean> {
  const last = order.applied.at(-1);
  const outcome = OUTCOME[order.state];
  if (!last || !outcome) return true;
  const { key, actor, occurredAt } = last;
  const data = dataOf(order, last, last.event);
  const event = { type: 'postal-event', key, data, actor, occurredAt };
  const decided = await deps.desk.decide(deliveryTask(order), { output: { outcome }, event });
  if (outcome !== 'failed') await settleChannel(deps.tracker, order, { channel: 'post', outcome });
  return decided.task !== undefined || TERMINAL.has((await deps.tracker.state(order)).status);
}

function dataOf(order: PostalOrder, event: ReportedEvent, meaning: string): EventData<'postal-event'> {
  const { carrierEvent, tracking, reason } = event;
  return {
    order: order.order,
    event: meaning,
    carrierEvent,
    ...(tracking && { tracking }),
    ...(reason && { reason }),
  };
}
