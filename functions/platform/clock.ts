/** The moment it is now. Domain code is handed one; only adapters know the system's. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

const VIETNAM_DAY = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Ho_Chi_Minh',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The calendar day in Vietnam (UTC+7, no daylight saving) as `YYYY-MM-DD`: legal dates are counted in it. */
export function vietnamDay(moment: Date): string {
  return VIETNAM_DAY.format(moment);
}

/** The given moment as ISO 8601 in UTC without fractional seconds. */
export function isoSeconds(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`;
}
