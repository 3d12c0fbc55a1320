import { z } from 'zod';
import { vietnamDay } from '../platform/clock.ts';

/** A series of an agency's register, as the directory describes it. */
export interface Series {
  readonly id: string;
  /** follows the number in "số và ký hiệu", e.g. `/GPXD-UBND` */
  readonly suffix: string;
  /** digits the number is padded to */
  readonly digits: number;
}

/**
 * Number and date of a document, one fact (Decree 30/2020, art. 15 and 16): `symbol` is số và ký hiệu as printed,
 * `date` the day in Vietnam (`YYYY-MM-DD`), whose year names the register.
 */
export const allottedNumber = z.object({
  series: z.string(),
  number: z.number().int().positive(),
  symbol: z.string(),
  date: z.iso.date(),
});
export type AllottedNumber = z.infer<typeof allottedNumber>;

/** What a revision claims, kept with the dossier: the number, and whose register it is in. */
export const claim = allottedNumber.extend({ v: z.literal(1), agency: z.string() });
export type Claim = z.infer<typeof claim>;

/** A line of the register; `cancelled` is the mark "hủy số", with which the number stays used. */
export const registerEntry = claim.extend({
  code: z.string(),
  revision: z.number().int().positive(),
  /** order of a copy (bản sao), where the number is not the result's own */
  copy: z.string().optional(),
  cancelled: z.object({ at: z.string(), reason: z.string() }).optional(),
});
export type RegisterEntry = z.infer<typeof registerEntry>;

/** What a number is given to: a revision's result, or one of its copies. */
export interface NumberHolder {
  readonly code: string;
  readonly revision: number;
  readonly copy?: string;
}

/** Whether a line is this holder's. */
export function isOf(line: RegisterEntry, { code, revision, copy }: NumberHolder): boolean {
  return line.code === code && line.revision === revision && line.copy === copy;
}

/** The claim to a number of a series at a moment: the year and the date are Vietnam's. */
export function claimNumber(agency: string, series: Series, number: number, now: Date): Claim {
  const symbol = `${String(number).padStart(series.digits, '0')}${series.suffix}`;
  return { v: 1, agency, series: series.id, number, symbol, date: vietnamDay(now) };
}

/** Partition of the register a number belongs to: every series starts again at 1 on 1 January. */
export function registerKey(of: { agency: string; series: string; date: string }): string {
  return `REGISTER#${of.agency}#${of.series}#${of.date.slice(0, 4)}`;
}
