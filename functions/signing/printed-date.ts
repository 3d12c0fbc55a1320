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

/** Vietnam is seven hours ahead of UTC all year. */
const AHEAD_MS = 7 * 3_600_000;

/** When something was signed, with its zone (Decree 30/2020, App. I, II.8; ISO 8601): `Thời gian ký: 23-11-2026 09:00:00 +07:00`. */
export function printedSigningTime(moment: Date): string {
  const local = new Date(moment.getTime() + AHEAD_MS).toISOString();
  const [day = '', time = ''] = local.split('T');
  return `Thời gian ký: ${day.split('-').toReversed().join('-')} ${time.slice(0, 8)} +07:00`;
}
