import { PreconditionMissing } from '../platform/failures.ts';
import { holidays } from './holidays.ts';

const DAY_MS = 86_400_000;

/**
 * Whether a calendar day in Vietnam (`YYYY-MM-DD`) is a working day: Monday to Friday, no holiday.
 * @throws {PreconditionMissing} for a year the table of holidays does not have yet
 */
export function isWorkingDay(day: string): boolean {
  const table = holidays[day.slice(0, 4)];
  if (!table) throw new PreconditionMissing(`no holidays are entered for ${day.slice(0, 4)}`);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !table.includes(day.slice(5));
}

/** How many working days lie after `from` up to and with `to`: the first day is not counted. */
export function workingDaysBetween(from: string, to: string): number {
  let count = 0;
  for (let day = next(from); day <= to; day = next(day)) count += isWorkingDay(day) ? 1 : 0;
  return count;
}

/** The day on which the given number of working days after `from` is reached. */
export function addWorkingDays(from: string, days: number): string {
  let day = from;
  for (let left = days; left > 0; left -= isWorkingDay(day) ? 1 : 0) day = next(day);
  return day;
}

function next(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
