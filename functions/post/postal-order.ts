import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { TaskId } from '../tasks/index.ts';
import type { RevisionId } from '../tracking/index.ts';
import { reportedEvent } from './postal-event.ts';

export const postalState = z.enum([
  'created',
  'handed-over',
  'in-transit',
  'attempted',
  'delivered',
  'returned-to-agency',
  'lost',
  /** the document was recalled before the office took the parcel over */
  'cancelled',
]);
export type PostalState = z.infer<typeof postalState>;

/** States nothing follows. */
export const FINAL: ReadonlySet<PostalState> = new Set<PostalState>([
  'delivered',
  'returned-to-agency',
  'lost',
  'cancelled',
]);

/**
 * A postal order (phiếu gửi) of a revision and what was reported of it. The item is committed first; the log,
 * the waiting workflow and the channel follow from it, by whoever comes next where a process was killed.
 */
export const postalOrder = z.object({
  v: z.literal(1),
  /** the code on the label, which is also the order's id */
  order: z.string(),
  code: z.string(),
  revision: z.number().int().positive(),
  /** 1, and one more for each order whose parcel was lost */
  sequence: z.number().int().positive(),
  office: z.string(),
  createdAt: z.iso.datetime(),
  state: postalState,
  /** whether it is in its office's queue: from when the workflow waits for the outcome */
  queued: z.boolean(),
  tracking: z.string().optional(),
  applied: z.array(reportedEvent),
  /** reported before what must come first */
  waiting: z.array(reportedEvent),
  /** reported against what is already certain: kept as evidence, without effect */
  contradicting: z.array(reportedEvent),
  version: z.number().int(),
  /** whether log and workflow have been told of everything above */
  settled: z.boolean(),
});
export type PostalOrder = z.infer<typeof postalOrder>;

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The same code for the same order: `KQ` and twelve letters or digits without look-alikes (60 bits). */
export function orderCode(id: RevisionId, sequence: number): string {
  const digest = createHash('sha256').update(`postal-order:${id.code}:${id.revision}:${sequence}`).digest();
  return `KQ${[...digest.subarray(0, 12)].map((byte) => ALPHABET.charAt(byte % 32)).join('')}`;
}

/** Whether a text has an order code's form: what somebody types or forges need not. */
export function isOrderCode(text: string): boolean {
  return /^KQ[0-9A-Z]{12}$/.test(text);
}

/** Whether a carrier's number is not the parcel's: once handed over under one, it has no other. */
export function isOtherNumber(
  { tracking }: Pick<PostalOrder, 'tracking'>,
  given: string | undefined,
): boolean {
  return tracking !== undefined && given !== undefined && given !== tracking;
}

/** Where an order stands among others, oldest first. */
export function placeInQueue({ createdAt, order }: Pick<PostalOrder, 'createdAt' | 'order'>): string {
  return `${createdAt}#${order}`;
}

export function isPlaceInQueue(text: string): boolean {
  const [createdAt = '', order = '', ...more] = text.split('#');
  return more.length === 0 && isOrderCode(order) && z.iso.datetime().safeParse(createdAt).success;
}

/** The wait of the workflow for an order's outcome. */
export function deliveryTask({ code, revision, sequence }: RevisionId & { sequence: number }): TaskId {
  return { code, revision, kind: 'delivery', round: sequence };
}

/** Where an order's label lies in the work bucket. */
export function labelKey({ code, revision, sequence }: RevisionId & { sequence: number }): string {
  return `labels/${code}-r${revision}${sequence > 1 ? `-${sequence}` : ''}.pdf`;
}
