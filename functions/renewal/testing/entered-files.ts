import type { RevisionId } from '../../tracking/index.ts';
import type { ProofSchedule } from '../proof-schedule.ts';

const EVER = new Date('9999-12-31T00:00:00Z');

/** Which files of a revision are entered for renewal, by certificates that end before a moment. */
export async function enteredFiles(proofs: ProofSchedule, id: RevisionId, before = EVER): Promise<string[]> {
  const slices = await proofs.slices();
  const found = await Promise.all(slices.map((slice) => proofs.endingBefore(slice, before, { limit: 1000 })));
  return found.flat().flatMap((each) => (each.id.code === id.code ? [each.id.file] : []));
}
