/** Public post (bưu chính công ích): orders, labels, an office's queue, what carriers report. */
export { cancelPostalOrder } from './cancel-order.ts';
export { isPlaceInQueue, labelKey, type PostalOrder, type PostalState } from './postal-order.ts';
export { postalReason, type PostalEventKind, type PostalReason } from './postal-event.ts';
export { postalRefusals } from './postal-refusals.ts';
export { PostalOrderRepository } from './postal-order-repository.ts';
export { postalLabel, postQueue, quarantinedEvents, type QueueDeps, type QueuedOrder } from './post-queue.ts';
export { Quarantine, type QuarantinedEvent } from './quarantine.ts';
export {
  postalReport,
  recordPostalEvent,
  type PostalAnswer,
  type PostalReport,
  type PostDeps,
} from './record-postal-event.ts';
export { settlePostalOrders, type SettleDeps, type SettledOrders } from './settle-postal-order.ts';
