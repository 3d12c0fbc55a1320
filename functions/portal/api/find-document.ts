import type { Principal } from '../auth/principal.ts';
import { accept, type Outcome } from '../../platform/refusal.ts';
import { agencyRevision, type RevisionId } from '../../tracking/index.ts';
import { requestRefusals } from '../http/refusals.ts';
import type { Services } from '../services.ts';

/** The PDF of a revision as it stands: bytes, their SHA-256, and whether it is the issued one. */
export interface FoundDocument {
  readonly pdf: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
  readonly issued: boolean;
}

/**
 * The newest PDF of a revision: the issued one from the archive, else what was signed, else the draft.
 * Systems are given issued results alone.
 */
export async function findDocument(
  { tracker, work, archive }: Pick<Services, 'tracker' | 'work' | 'archive'>,
  principal: Principal,
  id: RevisionId,
): Promise<Outcome<FoundDocument>> {
  const revision = await agencyRevision(tracker, id, principal.agencies);
  if (!revision.ok) return revision;
  const { archived, document, draft } = await tracker.state(id);
  const staff = principal.roles.some((role) => role === 'official' || role === 'clerk');
  const newest = archived ?? (staff ? (document ?? draft) : null);
  if (!newest) return requestRefusals.resultMissing;
  const pdf = archived ? await archive.find(archived.key, archived.versionId) : await work.find(newest.key);
  if (!pdf) return requestRefusals.resultMissing;
  return accept({ pdf: new Uint8Array(pdf), sha256: newest.sha256, issued: archived !== null });
}
