import type { User } from '../directory/index.ts';
import { dossierOf } from '../intake/index.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import { accept, type Outcome } from '../platform/refusal.ts';
import type { Tracker } from '../tracking/index.ts';
import { addressLine } from './create-postal-order.ts';
import type { PostalEventKind } from './postal-event.ts';
import { labelKey, type PostalOrder, type PostalState } from './postal-order.ts';
import type { PostalOrderRepository } from './postal-order-repository.ts';
import { refusals } from './postal-refusals.ts';
import type { Quarantine, QuarantinedEvent } from './quarantine.ts';
import { possibleEvents } from './take-event.ts';

export interface QueueDeps {
  readonly tracker: Tracker;
  readonly orders: PostalOrderRepository;
  readonly quarantine: Quarantine;
}

/** A parcel as its office sees it: with the recipient, since the office brings it there. */
export interface QueuedOrder {
  readonly order: string;
  readonly code: string;
  readonly revision: number;
  readonly state: PostalState;
  readonly createdAt: string;
  readonly tracking: string | null;
  readonly recipient: { readonly name: string; readonly phone: string; readonly address: string };
  readonly service: 'standard' | 'express';
  /** failed attempts, each of which left an invitation */
  readonly invitations: number;
  /** events that may be reported now */
  readonly possible: readonly PostalEventKind[];
}

/** What an office has to do (`GET /post/queue`), oldest first; parcels of cancelled dossiers are not in it. */
export async function postQueue(
  deps: QueueDeps,
  input: { readonly user: User; readonly limit?: number; readonly after?: string },
): Promise<Outcome<{ readonly orders: QueuedOrder[]; readonly next?: string }>> {
  const { office } = input.user;
  if (office === undefined) return refusals.officeMissing;
  const page = await deps.orders.queue(office, input.limit ?? 50, input.after);
  const views = await Promise.all(page.orders.map((order) => view(deps, order)));
  return accept({ orders: views.flat(), ...(page.next !== undefined && { next: page.next }) });
}

/** Events of an office whose code is not in the table yet. */
export async function quarantinedEvents(deps: QueueDeps, user: User): Promise<Outcome<QuarantinedEvent[]>> {
  if (user.office === undefined) return refusals.officeMissing;
  return accept(await deps.quarantine.list(user.office));
}

/** The label of an order as PDF, for the order's office. */
export async function postalLabel(
  deps: { readonly orders: PostalOrderRepository; readonly work: ObjectStore },
  input: { readonly order: string; readonly user: User },
): Promise<Outcome<Uint8Array>> {
  if (input.user.office === undefined) return refusals.officeMissing;
  const order = await deps.orders.byCode(input.order);
  if (order?.office !== input.user.office) return refusals.orderUnknown;
  return accept(await deps.work.get(labelKey(order)));
}

async function view(deps: QueueDeps, order: PostalOrder): Promise<QueuedOrder[]> {
  const revision = await deps.tracker.revision(order);
  const { post } = dossierOf(revision).delivery;
  if (!post || revision.status === 'cancelled') return [];
  return [
    {
      order: order.order,
      code: order.code,
      revision: order.revision,
      state: order.state,
      createdAt: order.createdAt,
      tracking: order.tracking ?? null,
      recipient: { name: post.recipientName, phone: post.phone, address: addressLine(post.address) },
      service: post.service ?? 'standard',
      invitations: order.applied.filter((each) => each.event === 'attempt-failed').length,
      possible: possibleEvents(order),
    },
  ];
}
