/** Recall (thu hồi) of issued documents by who may sign them, and everything that follows from it. */
export { mayRecall } from './competence.ts';
export { recallOrder, type RecallOrder } from './recall-order.ts';
export { refusals as recallRefusals } from './recall-refusals.ts';
export { RecallRepository } from './recall-repository.ts';
export { recallResult, type Recalled } from './recall-result.ts';
export { settleRecalls, type SettledRecalls } from './settle-recall.ts';
