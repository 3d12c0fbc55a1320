import type { User } from '../directory/index.ts';
import { accept, refuse, type Outcome } from '../platform/refusal.ts';
import type { RevisionId, RevisionItem, Tracker } from '../tracking/index.ts';

/** A revision as somebody of its agency may see it; another agency's is as unknown as one that never was. */
export async function agencyRevision(
  tracker: Tracker,
  id: RevisionId,
  user: User,
): Promise<Outcome<RevisionItem>> {
  const revision = await tracker.revisions.find(id);
  if (revision && user.agencies.includes(revision.agency)) return accept(revision);
  return refuse(404, 'dossier-unknown', {
    vi: 'Không có hồ sơ này trong phạm vi của Ông/Bà. Hãy kiểm tra lại mã hồ sơ và lần trình.',
    en: 'There is no such dossier within your reach. Check the dossier code and the revision.',
  });
}
