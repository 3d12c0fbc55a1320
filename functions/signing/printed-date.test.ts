import { expect, it } from 'vitest';
import { printedDate } from './printed-date.ts';

it.each([
  ['2026-11-24', 'ngày 24 tháng 11 năm 2026'],
  ['2026-02-05', 'ngày 05 tháng 02 năm 2026'],
  ['2026-01-31', 'ngày 31 tháng 01 năm 2026'],
  ['2026-03-09', 'ngày 09 tháng 3 năm 2026'],
  ['2026-10-10', 'ngày 10 tháng 10 năm 2026'],
])('prints %s as %s: zeros before days below 10, and before months 1 and 2 alone', (day, printed) => {
  expect(printedDate(day)).toBe(printed);
});
