import { sha256 } from '../platform/digest.ts';
import { PreconditionMissing } from '../platform/failures.ts';
import { standingProof } from '../signing/index.ts';
import type { FileId } from '../tracking/index.ts';
import type { ProofSchedule } from './proof-schedule.ts';

/**
 * Enters an issued file for renewal, by its newest timestamp; an older one's entry gives way.
 * @throws {PreconditionMissing} where the file ends in no timestamp that holds: it was validated a moment ago
 */
export async function enterProof(
  proofs: ProofSchedule,
  id: FileId,
  pdf: Uint8Array,
  roots: readonly Uint8Array[],
): Promise<void> {
  const standing = standingProof(pdf, roots);
  if (standing === undefined) throw new PreconditionMissing(`${id.code} ends in no timestamp that holds`);
  await proofs.put(id, {
    sha256: sha256(pdf),
    stampedAt: standing.time.toISOString(),
    certificatesEnd: standing.certificatesEnd.toISOString(),
    algorithms: standing.algorithms,
  });
}
