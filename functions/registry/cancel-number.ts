import { isoSeconds } from '../platform/clock.ts';
import type { RevisionId } from '../tracking/index.ts';
import { enterNumber } from './allot-number.ts';
import type { NumberRegister } from './number-register.ts';
import type { AllottedNumber, Series } from './number.ts';

/**
 * Marks a revision's number "hủy số". A number claimed but not yet entered is entered first, so that an attempt
 * still under way cannot enter it unmarked afterwards.
 * @returns the number, or undefined when the revision never claimed one
 */
export async function cancelNumber(
  deps: { readonly register: NumberRegister },
  input: {
    readonly id: RevisionId;
    readonly agency: string;
    readonly series: Series;
    readonly now: Date;
    readonly reason: string;
  },
): Promise<AllottedNumber | undefined> {
  if (!(await deps.register.claimOf(input.id))) return undefined;
  const line = await enterNumber(deps, input);
  await deps.register.cancel(line, { at: isoSeconds(input.now), reason: input.reason });
  const { series, number, symbol, date } = line;
  return { series, number, symbol, date };
}
