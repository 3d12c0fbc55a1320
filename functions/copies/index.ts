/** Certified electronic copies (sao y) of issued results: ordered by the clerk, issued by themselves. */
export { copiesIn, copyOrder, type KnownCopy } from './copy-order.ts';
export { refusals as copyRefusals } from './copy-refusals.ts';
export { CopyRepository } from './copy-repository.ts';
export { findCopy, listCopies } from './find-copy.ts';
export { orderCopy } from './order-copy.ts';
