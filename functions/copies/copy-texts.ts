import { printedSigningTime } from '../signing/index.ts';

/** Form of copy, agency, time of signing (Decree 30/2020, App. I, ô 14). */
export function blockTexts(agency: string, madeAt: Date): string[] {
  return ['SAO Y', agency, printedSigningTime(madeAt)];
}
