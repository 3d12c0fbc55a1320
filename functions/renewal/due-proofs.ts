/** What is due, in the order of the index. */
import { z } from 'zod';
import { ALGORITHM_NAMES, algorithmsEndAt, type AlgorithmEnds } from '../platform/algorithm-ends.ts';
import type { DueProof, ProofSchedule, Slice } from './proof-schedule.ts';
import { horizonOf, type RenewalRules } from './renewal-deps.ts';

const place = z.object({
  suite: z.string(),
  shard: z.number().int(),
  /** the last one that was looked at in this slice */
  after: z.string(),
});
export type Place = Readonly<z.infer<typeof place>>;

/** Where a round has got to; null at its beginning. */
export const duePlace = place.nullable();

export type Found = DueProof & { readonly slice: Slice };

/** What is due from a place on, side by side as many as may be. */
export async function* dueProofs(
  { proofs, ...rules }: RenewalRules & { readonly proofs: ProofSchedule },
  from: Place | null,
  size: number,
): AsyncGenerator<Found[]> {
  for (const slice of await proofs.slices()) {
    if (from !== null && isBefore(slice, from)) continue;
    let after = from !== null && !isBefore(from, slice) ? from.after : undefined;
    for (;;) {
      const page = await proofs.endingBefore(slice, dueBefore(slice, rules), { after, limit: size });
      if (page.length > 0) yield page.map((due) => ({ ...due, slice }));
      after = page.at(-1)?.place;
      if (page.length < size) break;
    }
  }
}

function isBefore(a: Slice, b: Slice): boolean {
  return a.suite === b.suite ? a.shard < b.shard : a.suite < b.suite;
}

/** All of a slice, where one of its algorithms ends within the horizon. */
export function dueBefore({ suite }: Slice, rules: RenewalRules): Date {
  const horizon = horizonOf(rules);
  const end = suiteEndsAt(suite, rules.ends);
  return end !== undefined && end <= horizon ? EVER : horizon;
}

const EVER = new Date('9999-12-31T00:00:00Z');

export function suiteEndsAt(suite: string, ends: AlgorithmEnds): Date | undefined {
  const names = new Set(suite.split('+'));
  return algorithmsEndAt(
    ALGORITHM_NAMES.filter((name) => names.has(name)),
    ends,
  );
}
