import type { RevisionId } from '../tracking/index.ts';
import type { NumberRegister } from './number-register.ts';
import type { AllottedNumber } from './number.ts';

/** What the register says a revision's number and date are; undefined when it has none, or it is cancelled. */
export async function confirmNumber(
  { register }: { readonly register: NumberRegister },
  id: RevisionId,
): Promise<AllottedNumber | undefined> {
  const claimed = await register.claimOf(id);
  const line = claimed && (await register.line(claimed));
  if (!line || line.cancelled || line.code !== id.code || line.revision !== id.revision) return undefined;
  const { series, number, symbol, date } = line;
  return { series, number, symbol, date };
}
