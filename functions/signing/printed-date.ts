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
