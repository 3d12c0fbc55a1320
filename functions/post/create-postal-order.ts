import type { Agency, Directory } from '../directory/index.ts';
import { dossierOf, type PostalAddress } from '../intake/index.ts';
import { PreconditionMissing } from '../platform/failures.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import type { RevisionId, RevisionItem, Tracker } from '../tracking/index.ts';
import type { PostalLabel } from './label.ts';
import { labelKey, orderCode } from './postal-order.ts';
import type { PostalOrderRepository } from './postal-order-repository.ts';

export interface CreateOrderDeps {
  readonly tracker: Tracker;
  readonly directory: Directory;
  readonly orders: PostalOrderRepository;
  readonly work: ObjectStore;
  readonly drawLabel: (label: PostalLabel) => Promise<Uint8Array>;
}

/**
 * Orders the post for a revision: once, and once more after each order whose parcel was lost. The order is put
 * last, when its label is there; the office sees it once the workflow waits for the outcome.
 * @returns the order's code
 */
export async function createPostalOrder(deps: CreateOrderDeps, id: RevisionId): Promise<string> {
  const latest = await deps.orders.latest(id);
  if (latest && latest.state !== 'lost') return latest.order;
  const revision = await deps.tracker.revision(id);
  const agency = await deps.directory.agency(revision.agency);
  const { office } = agency;
  await deps.directory.postOffice(office);
  const place = { code: id.code, revision: id.revision, sequence: (latest?.sequence ?? 0) + 1 };
  const order = orderCode(id, place.sequence);
  const key = `postal-order-created:${place.sequence}`;
  const { event } = await deps.tracker.record(id, 'postal-order-created', key, { order, office });
  if (!(await deps.orders.claimCode(order, place))) {
    throw new PreconditionMissing(`order code ${order} belongs to another dossier`);
  }
  const createdAt = event.occurredAt;
  await storeLabel(deps, labelKey(place), labelOf(order, revision, agency, new Date(createdAt)));
  await deps.orders.put({
    v: 1,
    ...place,
    order,
    office,
    createdAt,
    state: 'created',
    queued: false,
    applied: [],
    waiting: [],
    contradicting: [],
    version: 1,
    settled: true,
  });
  return order;
}

async function storeLabel(deps: CreateOrderDeps, key: string, label: PostalLabel): Promise<void> {
  if (await deps.work.find(key)) return;
  await deps.work.putOnce(key, await deps.drawLabel(label), 'application/pdf');
}

function labelOf(order: string, revision: RevisionItem, agency: Agency, createdAt: Date): PostalLabel {
  const { post } = dossierOf(revision).delivery;
  if (!post) throw new PreconditionMissing(`dossier ${revision.code} does not ask for the post`);
  return {
    order,
    dossier: revision.code,
    service: 'Trả kết quả giải quyết thủ tục hành chính',
    sender: { name: agency.name, address: agency.address, phone: agency.phone },
    recipient: { name: post.recipientName, address: addressLine(post.address), phone: post.phone },
    createdAt,
  };
}

/** A postal address in one line, smallest place first. */
export function addressLine({ line, hamlet, ward, province, postcode }: PostalAddress): string {
  return [line, hamlet, ward.name, province.name, postcode].filter(Boolean).join(', ');
}
