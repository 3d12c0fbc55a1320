import { dueBefore, suiteEndsAt } from './due-proofs.ts';
import type { ProofSchedule } from './proof-schedule.ts';
import { horizonOf, type RenewalRules } from './renewal-deps.ts';

/**
 * How long the file that is overdue longest should have been renewed by now, in seconds; 0 where nothing is due.
 * A proof is due from `horizonDays` before its end on.
 */
export async function oldestOverdueSeconds(
  deps: RenewalRules & { readonly proofs: ProofSchedule },
): Promise<number> {
  const { proofs, ...rules } = deps;
  const ages = (await proofs.slices()).map(async (slice) => {
    const [first] = await proofs.endingBefore(slice, dueBefore(slice, rules), { limit: 1 });
    if (first === undefined) return 0;
    const end = Math.min(
      first.certificatesEnd.getTime(),
      suiteEndsAt(slice.suite, rules.ends)?.getTime() ?? Infinity,
    );
    return Math.round((horizonOf(rules).getTime() - end) / 1000);
  });
  return Math.max(0, ...(await Promise.all(ages)));
}
