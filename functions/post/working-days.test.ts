import { describe, expect, it } from 'vitest';
import { isS10 } from './tracking-number.ts';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './working-days.ts';

describe('working days', () => {
  it.each(['2026-11-21', '2026-11-22', '2026-11-24', '2026-02-17', '2026-04-27', '2027-05-03', '2028-05-02'])(
    '%s is none',
    (day) => {
      expect(isWorkingDay(day)).toBe(false);
    },
  );

  it('the first day is not counted, the last one is', () => {
    expect(workingDaysBetween('2026-11-23', '2026-11-23')).toBe(0);
    expect(workingDaysBetween('2026-11-23', '2026-11-25')).toBe(1);
    expect(workingDaysBetween('2026-11-30', '2026-12-02')).toBe(2);
  });

  it('spans over a month, a year and Tết are counted', () => {
    expect(workingDaysBetween('2026-11-02', '2026-12-02')).toBe(21);
    expect(workingDaysBetween('2026-12-25', '2027-01-05')).toBe(6);
    expect(addWorkingDays('2027-02-04', 1)).toBe('2027-02-12');
    expect(addWorkingDays('2026-11-23', 2)).toBe('2026-11-26');
  });

  it('no weekend day is entered as a holiday, which would hide a missing day in lieu', () => {
    for (const day of ['2026', '2027', '2028'].flatMap((year) => [`${year}-01-01`, `${year}-11-24`])) {
      expect(isWorkingDay(day)).toBe(false);
    }
  });

  it('a year without holidays entered is an error, not a guess', () => {
    expect(() => isWorkingDay('2035-06-01')).toThrow('no holidays are entered for 2035');
  });
});

describe('a tracking number', () => {
  it('of S10 has its check digit', () => {
    expect(isS10('EB000717618HK')).toBe(true);
    expect(isS10('RR473124829VN')).toBe(true);
    expect(isS10('EB000717619HK')).toBe(false);
  });

  it('of another form is not checked', () => {
    expect(isS10('VNPOST-12345')).toBe(false);
  });
});
