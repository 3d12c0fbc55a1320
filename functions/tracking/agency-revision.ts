import { accept, refuse, type Outcome } from '../platform/refusal.ts';
import type { RevisionId } from './event-log.ts';
import type { RevisionItem } from './revision.ts';
import type { Tracker } from './tracker.ts';

const dossierUnknown = refuse(404, 'dossier-unknown', {
  vi: 'Không có hồ sơ này trong phạm vi của Ông/Bà. Hãy kiểm tra lại mã hồ sơ và lần lập.',
  en: 'There is no such dossier within your reach. Check the dossier code and the revision.',
});

/** A revision as somebody of its agency may see it; another agency's is as unknown as one that never was. */
export async function agencyRevision(
  tracker: Tracker,
  id: RevisionId,
  agencies: readonly string[],
): Promise<Outcome<RevisionItem>> {
  const revision = await tracker.revisions.find(id);
  if (revision && agencies.includes(revision.agency)) return accept(revision);
  return dossierUnknown;
}
