import type { User } from '../directory/index.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import { accept, type Outcome } from '../platform/refusal.ts';
import { agencyRevision, type RevisionId, type Tracker } from '../tracking/index.ts';
import { copiesIn, type KnownCopy } from './copy-order.ts';
import { refusals } from './copy-refusals.ts';

export interface FindCopyDeps {
  readonly tracker: Tracker;
  readonly archive: Pick<ObjectStore, 'find'>;
}

/** The copies of a revision, for somebody of its agency. */
export async function listCopies(
  { tracker }: Pick<FindCopyDeps, 'tracker'>,
  { id, user }: { readonly id: RevisionId; readonly user: Pick<User, 'agencies'> },
): Promise<Outcome<KnownCopy[]>> {
  const revision = await agencyRevision(tracker, id, user.agencies);
  return revision.ok ? accept(copiesIn(await tracker.log.read(id))) : revision;
}

/** An issued copy with its bytes. */
export async function findCopy(
  deps: FindCopyDeps,
  {
    order,
    ...of
  }: { readonly id: RevisionId; readonly user: Pick<User, 'agencies'>; readonly order: string },
): Promise<Outcome<{ readonly pdf: Uint8Array<ArrayBuffer>; readonly sha256: string }>> {
  const copies = await listCopies(deps, of);
  if (!copies.ok) return copies;
  const stored = copies.value.find((each) => each.order === order)?.stored;
  const pdf = stored && (await deps.archive.find(stored.key, stored.versionId));
  return pdf ? accept({ pdf: new Uint8Array(pdf), sha256: stored.sha256 }) : refusals.unknown;
}
