import { z } from 'zod';
import type { Message } from '../platform/refusal.ts';
import { actor } from '../tracking/index.ts';

/** What can happen to a parcel (bưu gửi), whatever a carrier calls it. */
export const postalEventKind = z.enum([
  'handed-over',
  'in-transit',
  'attempt-failed',
  'delivered',
  'returned-to-agency',
  'lost',
]);
export type PostalEventKind = z.infer<typeof postalEventKind>;

/**
 * The one table of carrier event codes. A carrier's own codes are added here with a new version; a code that is
 * not here is quarantined until it is.
 */
const carrierEvents: {
  readonly version: number;
  readonly codes: Readonly<Record<string, { readonly event: PostalEventKind; readonly text: Message }>>;
} = {
  version: 1,
  codes: {
    'handed-over': {
      event: 'handed-over',
      text: { vi: 'Bưu điện đã nhận', en: 'Taken over by the post' },
    },
    'in-transit': { event: 'in-transit', text: { vi: 'Đang vận chuyển', en: 'On its way' } },
    'attempt-failed': {
      event: 'attempt-failed',
      text: { vi: 'Chưa phát được, đã để lại giấy mời', en: 'Not delivered, an invitation was left' },
    },
    delivered: { event: 'delivered', text: { vi: 'Đã phát', en: 'Delivered' } },
    'returned-to-agency': {
      event: 'returned-to-agency',
      text: { vi: 'Đã chuyển hoàn cơ quan', en: 'Returned to the agency' },
    },
    lost: { event: 'lost', text: { vi: 'Thất lạc', en: 'Lost' } },
  },
};

/** What a carrier's code means; undefined for one that is not in the table. */
export function meaningOf(code: string): PostalEventKind | undefined {
  return Object.hasOwn(carrierEvents.codes, code) ? carrierEvents.codes[code]?.event : undefined;
}

/**
 * Why a parcel was not delivered. All but `not-delivered` let it go back at once (Postal Law, art. 17): a wrong
 * address, moved away, not found, refused. `not-delivered` needs two invitations first (Circular 17/2017).
 */
export const postalReason = z.enum(['not-delivered', 'wrong-address', 'moved', 'not-found', 'refused']);
export type PostalReason = z.infer<typeof postalReason>;

/** One event as reported; `key` is what makes a repetition the same event. */
export const reportedEvent = z.object({
  key: z.string(),
  event: postalEventKind,
  carrierEvent: z.string(),
  occurredAt: z.iso.datetime(),
  actor,
  tracking: z.string().optional(),
  reason: postalReason.optional(),
});
export type ReportedEvent = z.infer<typeof reportedEvent>;
