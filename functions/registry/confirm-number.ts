import type { NumberRegister } from './number-register.ts';
import { isOf, type AllottedNumber, type NumberHolder } from './number.ts';

/** What the register says a revision's number and date are; undefined when it has none, or it is cancelled. */
export async function confirmNumber(
  { register }: { readonly register: NumberRegister },
  id: NumberHolder,
): Promise<AllottedNumber | undefined> {
  const claimed = await register.claimOf(id);
  const line = claimed && (await register.line(claimed));
  if (!line || line.cancelled || !isOf(line, id)) return undefined;
  const { series, number, symbol, date } = line;
  return { series, number, symbol, date };
}
