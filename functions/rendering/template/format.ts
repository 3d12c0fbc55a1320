type Format = (value: unknown) => string | undefined;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const numberFormat = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 });

function plain(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? numberFormat.format(value) : undefined;
}

function text(change: (value: string) => string | undefined): Format {
  return (value) => (typeof value === 'string' ? change(value) : undefined);
}

/** "ngày 05 tháng 02 năm 2026": days below 10 and the months 1 and 2 get a zero (Decree 30/2020, App. I, II.4). */
export function longDate(day: string): string | undefined {
  const [, year, month, date] = DAY.exec(day) ?? [];
  if (!year || !month || !date) return undefined;
  return `ngày ${date} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`;
}

function shortDate(day: string): string | undefined {
  const [, year, month, date] = DAY.exec(day) ?? [];
  return year && `${date}/${month}/${year}`;
}

/** The formats a placeholder may name; dates are `YYYY-MM-DD`. Undefined: the value does not fit. */
export const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['plain', plain],
  // drawn as it is, and held together on one line (blocks/set-text.ts)
  ['name', text((value) => value)],
  ['upper', text((value) => value.toLocaleUpperCase('vi-VN'))],
  ['longDate', text(longDate)],
  ['shortDate', text(shortDate)],
  ['twoDigits', (value) => (typeof value === 'number' ? String(value).padStart(2, '0') : undefined)],
]);
