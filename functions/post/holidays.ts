/**
 * Public holidays on which nobody works (Labour Code 45/2019, art. 112; Resolution 28/2026/QH16 adds 24
 * November), with the days off in lieu of a weekend, by year. Tết and the second day of 2 September are fixed by
 * the Prime Minister each year: the table is corrected when the decision is out, and gets the next year then.
 */
export const holidays: Readonly<Record<string, readonly string[]>> = {
  '2026': [
    '01-01',
    '02-16',
    '02-17',
    '02-18',
    '02-19',
    '02-20',
    '04-27',
    '04-30',
    '05-01',
    '09-01',
    '09-02',
    '11-24',
  ],
  '2027': [
    '01-01',
    '02-05',
    '02-08',
    '02-09',
    '02-10',
    '02-11',
    '04-16',
    '04-30',
    '05-03',
    '09-02',
    '09-03',
    '11-24',
  ],
  '2028': [
    '01-03',
    '01-25',
    '01-26',
    '01-27',
    '01-28',
    '01-31',
    '04-04',
    '05-01',
    '05-02',
    '09-01',
    '09-04',
    '11-24',
  ],
};
