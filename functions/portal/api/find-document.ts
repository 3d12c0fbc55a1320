import type { Principal } from '../auth/principal.ts';
import type { ObjectStore } from '../../platform/object-store.ts';
import { accept, type Outcome } from '../../platform/refusal.ts';
import {
  agencyRevision,
  appendicesIn,
  foldState,
  type RevisionId,
  type Tracker,
} from '../../tracking/index.ts';
import { requestRefusals } from '../http/refusals.ts';

export interface DocumentDeps {
  readonly tracker: Tracker;
  readonly work: Pick<ObjectStore, 'find'>;
  readonly archive: Pick<ObjectStore, 'find'>;
}

/** Which PDF of a revision stands for it now, where it lies, and whether it is the issued one. */
export interface NewestDocument {
  readonly key: string;
  readonly versionId: string | null;
  readonly sha256: string;
  readonly issued: boolean;
}

/** Which appendix of which revision, from 1. */
export interface AppendixId extends RevisionId {
  readonly number: number;
}

/** The PDF of a revision as it stands. */
export interface FoundDocument extends NewestDocument {
  readonly pdf: Uint8Array<ArrayBuffer>;
}

/**
 * The newest document of a revision: the issued one in the archive, else what was signed, else the draft.
 * Systems are given issued results alone.
 */
export async function newestDocument(
  { tracker }: Pick<DocumentDeps, 'tracker'>,
  principal: Principal,
  id: RevisionId,
): Promise<Outcome<NewestDocument>> {
  const revision = await agencyRevision(tracker, id, principal.agencies);
  if (!revision.ok) return revision;
  const { archived, document, draft } = await tracker.state(id);
  if (archived) return accept({ ...archived, issued: true });
  const newest = readsDrafts(principal) ? (document ?? draft) : null;
  if (!newest) return requestRefusals.resultMissing;
  return accept({ key: newest.key, versionId: null, sha256: newest.sha256, issued: false });
}

/**
 * An appendix in a file of its own, from 1, as it stands with the result: issued with it, before that signed or a
 * draft. Systems are given issued ones alone.
 */
async function newestAppendix(
  { tracker }: Pick<DocumentDeps, 'tracker'>,
  principal: Principal,
  { number, ...id }: AppendixId,
): Promise<Outcome<NewestDocument>> {
  const revision = await agencyRevision(tracker, id, principal.agencies);
  if (!revision.ok) return revision;
  const log = await tracker.log.read(id);
  const appendix = appendicesIn(log).find((each) => each.number === number);
  const { archived, sealed, draft } = appendix ?? {};
  if (archived && foldState(log).archived) return accept({ ...archived, issued: true });
  const newest = readsDrafts(principal) ? (sealed?.document ?? draft) : undefined;
  if (!newest) return requestRefusals.appendixMissing;
  return accept({ key: newest.key, versionId: null, sha256: newest.sha256, issued: false });
}

/** The same as `newestDocument` with its bytes. */
export async function findDocument(
  deps: DocumentDeps,
  principal: Principal,
  id: RevisionId,
): Promise<Outcome<FoundDocument>> {
  return withBytes(deps, await newestDocument(deps, principal, id));
}

export async function findAppendix(
  deps: DocumentDeps,
  principal: Principal,
  id: AppendixId,
): Promise<Outcome<FoundDocument>> {
  return withBytes(deps, await newestAppendix(deps, principal, id));
}

async function withBytes(
  deps: DocumentDeps,
  newest: Outcome<NewestDocument>,
): Promise<Outcome<FoundDocument>> {
  if (!newest.ok) return newest;
  const { issued, key, versionId } = newest.value;
  const pdf = issued ? await deps.archive.find(key, versionId) : await deps.work.find(key);
  return pdf ? accept({ ...newest.value, pdf: new Uint8Array(pdf) }) : requestRefusals.resultMissing;
}

function readsDrafts({ roles }: Principal): boolean {
  return roles.some((role) => role === 'official' || role === 'clerk');
}
