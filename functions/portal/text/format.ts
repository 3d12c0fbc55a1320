import { vietnamDay, vietnamTime } from '../../platform/clock.ts';
import type { Language } from './language.ts';

/** A calendar day `YYYY-MM-DD` as people write it: `24/11/2026`, in English `24 November 2026`. */
export function formatDay(language: Language, day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  if (language === 'vi') return `${date}/${month}/${year}`;
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** A moment in Vietnam's time: `09:30 24/11/2026`. */
export function formatMoment(language: Language, moment: string): string {
  const at = new Date(moment);
  return `${vietnamTime(at).slice(0, 5)} ${formatDay(language, vietnamDay(at))}`;
}
