import type { z } from 'zod';
import type { Message } from '../platform/refusal.ts';

const DATE: Message = {
  vi: 'Phải là ngày dạng NNNN-TT-NN (năm-tháng-ngày), ví dụ 2026-11-23.',
  en: 'Must be a day as YYYY-MM-DD, such as 2026-11-23.',
};
const NO_DAY: Message = {
  vi: 'Lịch không có ngày này; hãy kiểm tra ngày và tháng.',
  en: 'The calendar has no such day; check day and month.',
};
const FORMATS: ReadonlyMap<string, Message> = new Map([
  ['date', DATE],
  [
    'datetime',
    {
      vi: 'Phải là ngày giờ có thật kèm múi giờ, ví dụ 2026-11-23T09:30:00+07:00 hoặc 2026-11-23T02:30:00Z.',
      en: 'Must be a real date and time with its zone, such as 2026-11-23T09:30:00+07:00 or 2026-11-23T02:30:00Z.',
    },
  ],
  [
    'email',
    {
      vi: 'Phải là một địa chỉ thư điện tử, ví dụ nguyen.van.a@example.vn.',
      en: 'Must be an e-mail address, such as nguyen.van.a@example.vn.',
    },
  ],
]);

/** What a text is told that has not the form of a day, a time or an address; undefined for forms without a name. */
export function formatProblem({
  format,
  input,
}: z.core.$ZodIssueInvalidStringFormat): [rule: string, message: Message] | undefined {
  if (format === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(String(input))) return ['impossible-day', NO_DAY];
  const message = FORMATS.get(format);
  return message && ['wrong-form', message];
}
