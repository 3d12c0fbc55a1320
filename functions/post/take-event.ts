import { vietnamDay } from '../platform/clock.ts';
import type { PostalEventKind, ReportedEvent } from './postal-event.ts';
import { FINAL, isOtherNumber, type PostalOrder, type PostalState } from './postal-order.ts';
import { addWorkingDays, workingDaysBetween } from './working-days.ts';

/**
 * Where an event leads, forward only. What is not here is early while the parcel is not handed over, and a
 * contradiction afterwards.
 *
 *   created ──► handed-over ──► in-transit ──► attempted ──► delivered
 *                    │              │              │    └──► returned-to-agency
 *                    └──────────────┴──────────────┴───────► (either, or lost)
 */
const NEXT: Readonly<Record<PostalState, Partial<Record<PostalEventKind, PostalState>>>> = {
  created: { 'handed-over': 'handed-over' },
  'handed-over': onTheWay('in-transit'),
  'in-transit': onTheWay('in-transit'),
  attempted: onTheWay('attempted'),
  delivered: {},
  'returned-to-agency': {},
  lost: {},
  cancelled: {},
};

function onTheWay(transit: PostalState): Partial<Record<PostalEventKind, PostalState>> {
  return {
    'in-transit': transit,
    'attempt-failed': 'attempted',
    delivered: 'delivered',
    'returned-to-agency': 'returned-to-agency',
    lost: 'lost',
  };
}

/** Invitations needed before a parcel goes back, and working days between two (Circular 17/2017/TT-BTTTT). */
const INVITATIONS = 2;
const DAYS_APART = 2;

/**
 * Events one order keeps, so that its item stays far below DynamoDB's 400 KB: a parcel has ten or twenty. What
 * ends its way is taken above that, too.
 */
const MOST_EVENTS = 200;

function eventsOf({ applied, waiting, contradicting }: PostalOrder): number {
  return applied.length + waiting.length + contradicting.length;
}

/** What an event does to an order; `order` is the order after it. `from` is the first day a return is allowed. */
export type Verdict =
  | { readonly kind: 'applied' | 'waiting' | 'contradiction'; readonly order: PostalOrder }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'full' }
  | { readonly kind: 'return-too-early'; readonly from: string | undefined };

/** Judges an event. Applying one also applies those that waited for it, in the order they happened. */
export function takeEvent(order: PostalOrder, event: ReportedEvent): Verdict {
  if (isKnown(order, event)) return { kind: 'duplicate' };
  const next = follows(order, event);
  if (!next) return setAside(order, event);
  const transit = event.event === 'in-transit' || event.event === 'attempt-failed';
  if (transit && eventsOf(order) >= MOST_EVENTS) return { kind: 'full' };
  const from = tooEarlyUntil(order, event);
  if (from.early) return { kind: 'return-too-early', from: from.day };
  return { kind: 'applied', order: applyWaiting(applied(order, event, next)) };
}

/** Clocks of two offices, or of an office and a carrier, may be a little apart. */
const CLOCKS_APART_MS = 5 * 60_000;

/** Where an event leads: nowhere before the hand-over, neither in the order of reports nor by the time it names, nor under another number. */
function follows(order: PostalOrder, event: ReportedEvent): PostalState | undefined {
  const handOver = order.applied.find((each) => each.event === 'handed-over');
  const before = handOver && Date.parse(event.occurredAt) < Date.parse(handOver.occurredAt) - CLOCKS_APART_MS;
  return before || isOtherNumber(order, event.tracking) ? undefined : NEXT[order.state][event.event];
}

/** What may be reported of an order now, for the office's desk. */
export function possibleEvents(order: PostalOrder): PostalEventKind[] {
  const kinds: readonly PostalEventKind[] = [
    'handed-over',
    'in-transit',
    'attempt-failed',
    'delivered',
    'returned-to-agency',
    'lost',
  ];
  return kinds.filter((kind) => NEXT[order.state][kind] !== undefined);
}

function setAside(order: PostalOrder, event: ReportedEvent): Verdict {
  if (eventsOf(order) >= MOST_EVENTS) return { kind: 'full' };
  if (order.state === 'created') {
    return { kind: 'waiting', order: { ...order, waiting: [...order.waiting, event] } };
  }
  return {
    kind: 'contradiction',
    order: { ...order, contradicting: [...order.contradicting, event], settled: false },
  };
}

function applied(order: PostalOrder, event: ReportedEvent, state: PostalState): PostalOrder {
  return {
    ...order,
    state,
    applied: [...order.applied, event],
    ...(event.event === 'handed-over' && event.tracking !== undefined && { tracking: event.tracking }),
    settled: false,
  };
}

function applyWaiting(order: PostalOrder): PostalOrder {
  const waiting = order.waiting.toSorted((a, b) => a.occurredAt.localeCompare(b.occurredAt));
  let after: PostalOrder = { ...order, waiting: [] };
  for (const event of waiting) {
    const next = follows(after, event);
    const fits = next !== undefined && !tooEarlyUntil(after, event).early;
    after = fits
      ? applied(after, event, next)
      : { ...after, contradicting: [...after.contradicting, event], settled: false };
  }
  return after;
}

/** The same report again, or the same outcome again from somebody who did not know of it. */
function isKnown(order: PostalOrder, event: ReportedEvent): boolean {
  const seen = [...order.applied, ...order.waiting, ...order.contradicting];
  if (seen.some((each) => each.key === event.key)) return true;
  const once = event.event === 'handed-over' || FINAL.has(NEXT['handed-over'][event.event] ?? 'created');
  const same = (each: ReportedEvent): boolean =>
    each.event === event.event &&
    (event.tracking === undefined || event.tracking === (each.tracking ?? order.tracking));
  return once && order.applied.some(same);
}

/** The rule of two invitations; `day` is when the second one, if left, lets the parcel go back. */
function tooEarlyUntil(
  order: PostalOrder,
  event: ReportedEvent,
): { readonly early: boolean; readonly day: string | undefined } {
  if (event.event !== 'returned-to-agency' || event.reason !== 'not-delivered') {
    return { early: false, day: undefined };
  }
  const days = order.applied
    .filter((each) => each.event === 'attempt-failed')
    .map((each) => vietnamDay(new Date(each.occurredAt)))
    .toSorted();
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return { early: true, day: undefined };
  const enough = days.length >= INVITATIONS && workingDaysBetween(first, last) >= DAYS_APART;
  return { early: !enough, day: addWorkingDays(first, DAYS_APART) };
}
