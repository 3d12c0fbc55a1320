import { z } from 'zod';
import type { User } from '../directory/index.ts';
import { AwsUnavailable } from '../platform/failures.ts';
import { accept, type Outcome, type Refusal } from '../platform/refusal.ts';
import { meaningOf, postalReason, type ReportedEvent } from './postal-event.ts';
import { isOtherNumber, type PostalOrder } from './postal-order.ts';
import { refusals } from './postal-refusals.ts';
import type { Quarantine } from './quarantine.ts';
import { settlePostalOrder, type SettleDeps } from './settle-postal-order.ts';
import { takeEvent } from './take-event.ts';
import { isS10, trackingNumber } from './tracking-number.ts';

/** Clocks of a carrier may be a little off, and times may be given to the minute. */
const CLOCK_ERROR_MS = 5 * 60_000;
const MOST_CONFLICTS = 8;

/**
 * What an office or a carrier reports (`POST /postal-events`). The parcel is named by the order's code on the
 * label or, once handed over, by the carrier's number; at the hand-over `tracking` beside `order` gives it.
 */
export const postalReport = z
  .strictObject({
    order: z.string().min(1).max(40).optional(),
    tracking: trackingNumber.optional(),
    event: z.string().min(1).max(60),
    occurredAt: z.iso.datetime({ offset: true }),
    reason: postalReason.optional(),
  })
  .refine((report) => report.order ?? report.tracking, {
    path: ['order'],
    params: {
      rule: 'order-or-tracking',
      vi: 'Cần mã phiếu gửi hoặc số hiệu bưu gửi.',
      en: 'The order code or the tracking number is needed.',
    },
  });
export type PostalReport = z.infer<typeof postalReport>;

export interface PostDeps extends SettleDeps {
  readonly quarantine: Quarantine;
}

/** `waiting`: kept until what must come first is reported; `duplicate`: known already, nothing changed. */
export interface PostalAnswer {
  readonly effect: 'applied' | 'waiting' | 'duplicate';
  readonly order: PostalOrder;
  /** `tracking-unchecked`: the number is not of UPU S10's form, or its check digit is wrong */
  readonly warnings: readonly 'tracking-unchecked'[];
}

/** Takes a report on a parcel: commits it in the order, then tells log and workflow. */
export async function recordPostalEvent(
  deps: PostDeps,
  input: { readonly report: PostalReport; readonly user: User },
): Promise<Outcome<PostalAnswer>> {
  const { report, user } = input;
  if (user.office === undefined) return refusals.officeMissing;
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt += 1) {
    const order = await findOrder(deps, report);
    if (order?.office !== user.office) return refusals.orderUnknown;
    if (await namesAnother(deps, report, order)) return refusals.trackingTaken;
    const read = await readReport(deps, report, order, user);
    if ('ok' in read) return read;
    const answer = await take(deps, order, read);
    if (answer) return answer;
  }
  throw new AwsUnavailable('the postal order is contended');
}

async function findOrder({ orders }: PostDeps, { order, tracking }: PostalReport) {
  if (order !== undefined) return orders.byCode(order);
  return tracking === undefined ? undefined : orders.byTracking(tracking);
}

/** Whether the order's code and the carrier's number are two parcels': nobody knows then which one is meant. */
async function namesAnother(
  { orders }: PostDeps,
  { tracking }: PostalReport,
  order: PostalOrder,
): Promise<boolean> {
  if (tracking === undefined || tracking === order.tracking) return false;
  const numbered = await orders.byTracking(tracking);
  return numbered !== undefined && numbered.order !== order.order;
}

/** The event a report means, or why it is not taken. */
async function readReport(
  deps: PostDeps,
  report: PostalReport,
  order: PostalOrder,
  user: User,
): Promise<ReportedEvent | Refusal> {
  const now = deps.clock();
  const occurredAt = new Date(report.occurredAt).toISOString();
  const event = meaningOf(report.event);
  if (!event) {
    await deps.quarantine.keep({
      v: 1,
      office: order.office,
      order: order.order,
      carrierEvent: report.event,
      occurredAt,
      receivedAt: now.toISOString(),
      reportedBy: user.sub,
    });
    return refusals.eventUnknown;
  }
  if (Date.parse(occurredAt) > now.getTime() + CLOCK_ERROR_MS) return refusals.inFuture;
  if (Date.parse(occurredAt) < Date.parse(order.createdAt) - CLOCK_ERROR_MS) return refusals.beforeOrder;
  const needsReason = event === 'attempt-failed' || event === 'returned-to-agency';
  if (needsReason && !report.reason) return refusals.reasonMissing;
  return {
    key: `postal-event:${order.order}:${event}:${occurredAt}${otherNumber(order, report)}`,
    event,
    carrierEvent: report.event,
    occurredAt,
    actor: { kind: 'post', id: user.sub },
    ...(report.tracking && { tracking: report.tracking }),
    ...(report.reason && { reason: report.reason }),
  };
}

/** Named by a number that is not the parcel's, a report is none of the one that names it rightly. */
function otherNumber(order: PostalOrder, { tracking }: PostalReport): string {
  return isOtherNumber(order, tracking) ? `:${tracking}` : '';
}

/** Commits the event; undefined when somebody else changed the order meanwhile. */
async function take(
  deps: PostDeps,
  order: PostalOrder,
  event: ReportedEvent,
): Promise<Outcome<PostalAnswer> | undefined> {
  const verdict = takeEvent(order, event);
  if (verdict.kind === 'full') return refusals.orderFull;
  if (verdict.kind === 'return-too-early') return refusals.returnTooEarly(verdict.from);
  if (verdict.kind === 'duplicate') {
    if (!order.settled) await settlePostalOrder(deps, order);
    if (order.contradicting.some((each) => each.key === event.key)) return contradictionOf(order);
    const effect = order.waiting.some((each) => each.key === event.key) ? 'waiting' : 'duplicate';
    return accept({ effect, order, warnings: [] });
  }
  const refused = verdict.kind === 'applied' ? await whyNotApplied(deps, order, event) : undefined;
  if (refused) return refused;
  if (!(await deps.orders.save(verdict.order))) return undefined;
  const saved = { ...verdict.order, version: verdict.order.version + 1 };
  if (!saved.settled) await settlePostalOrder(deps, saved);
  if (verdict.kind === 'contradiction') return contradictionOf(saved);
  const unchecked = event.event === 'handed-over' && event.tracking && !isS10(event.tracking);
  return accept({ effect: verdict.kind, order: saved, warnings: unchecked ? ['tracking-unchecked'] : [] });
}

/** Of a cancelled order, whatever is reported comes too late. */
function contradictionOf({ state }: PostalOrder): Refusal {
  return state === 'cancelled' ? refusals.recalled : refusals.contradiction;
}

/** A cancelled dossier's paper, and a recalled document, leave the house no more; a carrier's number belongs to one parcel. */
async function whyNotApplied(
  deps: PostDeps,
  order: PostalOrder,
  event: ReportedEvent,
): Promise<Refusal | undefined> {
  if (event.event !== 'handed-over') return undefined;
  const { status, recalled } = await deps.tracker.state(order);
  if (status === 'cancelled') return refusals.cancelled;
  if (recalled) return refusals.recalled;
  if (event.tracking === undefined) return undefined;
  return (await deps.orders.claimTracking(event.tracking, order)) ? undefined : refusals.trackingTaken;
}
