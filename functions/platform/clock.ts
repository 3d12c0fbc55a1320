/** The moment it is now. Domain code is handed one; only adapters know the system's. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** Vietnam is seven hours ahead of UTC all year: no need for `Intl`, which loads its time zones at every cold start. */
const AHEAD_MS = 7 * 3_600_000;

/** The calendar day in Vietnam (UTC+7, no daylight saving) as `YYYY-MM-DD`: legal dates are counted in it. */
export function vietnamDay(moment: Date): string {
  return inVietnam(moment).day;
}

/** The time of day in Vietnam as `HH:MM:SS`. */
export function vietnamTime(moment: Date): string {
  return inVietnam(moment).time.slice(0, 8);
}

function inVietnam(moment: Date): { day: string; time: string } {
  const [day = '', time = ''] = new Date(moment.getTime() + AHEAD_MS).toISOString().split('T');
  return { day, time };
}

/** The given moment as ISO 8601 in UTC without fractional seconds. */
export function isoSeconds(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`;
}
