import type { RevisionId, Tracker } from '../tracking/index.ts';

/** Ends a revision that the official returned; from here on the dossier's next revision is due. */
export async function returnForCorrection(
  deps: { readonly tracker: Tracker },
  input: RevisionId & { readonly reason: string },
): Promise<void> {
  const { reason } = input;
  await deps.tracker.record(input, 'returned-for-correction', 'returned-for-correction', { reason });
}
