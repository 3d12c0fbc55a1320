import type { View } from '../http/view.ts';
import { formatDay } from '../text/format.ts';
import { Tag } from './tag.tsx';

/** A due day, marked when it is today or past. Both days as `YYYY-MM-DD` in Vietnam. */
export function DueDay({ view, day, today }: { view: View; day: string; today: string }) {
  const { t, language } = view;
  return (
    <>
      <time datetime={day}>{formatDay(language, day)}</time>{' '}
      {day < today && <Tag colour="red" text={t.common.overdue} />}
      {day === today && <Tag colour="yellow" text={t.common.dueToday} />}
    </>
  );
}
