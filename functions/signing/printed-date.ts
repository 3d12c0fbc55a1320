import { vietnamDay, vietnamTime } from '../platform/clock.ts';

/**
 * A day as documents print it, after the place: `ngày 05 tháng 02 năm 2026`. Days below 10 and the months
 * January and February get a zero in front (Decree 30/2020/NĐ-CP, annex I, II.4).
 *
 * @param day `YYYY-MM-DD`
 */
export function printedDate(day: string): string {
  const [year = '', month = '', dayOfMonth = ''] = day.split('-');
  const months = Number(month) <= 2 ? month : String(Number(month));
  return `ngày ${dayOfMonth} tháng ${months} năm ${year}`;
}

/** When something was signed, with its zone (Decree 30/2020, App. I, II.8; ISO 8601): `Thời gian ký: 23-11-2026 09:00:00 +07:00`. */
export function printedSigningTime(moment: Date): string {
  const day = vietnamDay(moment).split('-').toReversed().join('-');
  return `Thời gian ký: ${day} ${vietnamTime(moment)} +07:00`;
}
