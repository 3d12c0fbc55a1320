import type { Dossier } from '../../functions/intake/index.ts';
import { channelsOf } from '../../functions/intake/index.ts';
import { sha256 } from '../../functions/platform/digest.ts';
import type { RevisionId, Tracker } from '../../functions/tracking/index.ts';
import { sampleDossier } from './province.ts';

/** What a revision whose result was issued has in the archive. */
export const ISSUED = { symbol: '07/GPXD-UBND', date: '2026-11-23', sha256: sha256('%PDF-1.7') };

/** Puts an accepted revision whose file has not been made yet. */
export async function acceptedRevision(tracker: Tracker, change: Partial<Dossier> = {}): Promise<RevisionId> {
  const dossier = await sampleDossier(change);
  const id = { code: dossier.code, revision: dossier.revision };
  await tracker.revisions.put({
    v: 1,
    ...id,
    contentHash: sha256(dossier.code),
    verifyId: `verify-${dossier.code}`,
    agency: dossier.agency,
    official: dossier.official,
    channels: channelsOf(dossier),
    dueOn: dossier.dueOn,
    acceptedAt: '2026-11-23T01:00:00.000Z',
    dossier: JSON.parse(JSON.stringify(dossier)),
    status: 'accepted',
    projected: 0,
  });
  return id;
}

/** Puts a revision that is numbered, sealed and archived: what remains is to return it. */
export async function issuedRevision(tracker: Tracker, change: Partial<Dossier> = {}): Promise<RevisionId> {
  const id = await acceptedRevision(tracker, change);
  const { symbol, date } = ISSUED;
  await tracker.record(id, 'number-allotted', 'number-allotted', { series: 'GPXD', number: 7, symbol, date });
  await tracker.record(id, 'result-archived', 'result-archived', {
    key: `results/2026/${id.code}-r1/${ISSUED.sha256}.pdf`,
    versionId: null,
    sha256: ISSUED.sha256,
    size: 8,
  });
  return id;
}
