import { z } from 'zod';
import type { Message } from '../platform/refusal.ts';

/** A text somebody can read: with a letter or a digit, not only spaces, marks or punctuation. */
export const text = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((each) => each === '' || /[\p{L}\p{N}]/u.test(each), {
      params: {
        rule: 'blank',
        vi: 'Không được để trống: cần có ít nhất một chữ hoặc số.',
        en: 'Must not be blank: at least one letter or digit is needed.',
      },
    })
    .meta({ pattern: '\\S' });

/** A text of a form of its own: who writes another is told which, as is who reads the schema. */
export const formed = (pattern: RegExp, { vi, en }: Message) =>
  z
    .string()
    .refine((each) => pattern.test(each), {
      params: {
        rule: 'wrong-form',
        vi: `Giá trị chưa đúng mẫu quy định. Cần: ${vi}`,
        en: `The value does not have the required form. Needed: ${en}`,
      },
    })
    .meta({ pattern: pattern.source, description: vi });
/** A text of so many digits, such as a personal identity number (số định danh cá nhân). */
export const digits = (count: number) =>
  formed(new RegExp(`^\\d{${count}}$`), { vi: `${count} chữ số.`, en: `${count} digits.` });
/** A code of another system, such as a procedure's. */
export const foreignCode = formed(/^[0-9A-Za-z.-]{1,50}$/, {
  vi: 'Chữ không dấu, chữ số, dấu chấm và gạch nối, dài nhất 50 ký tự.',
  en: 'letters without marks, digits, dots and hyphens, at most 50 of them.',
});
export const phone = formed(/^(0|\+84)\d{9,10}$/, {
  vi: 'Chỉ gồm chữ số, bắt đầu bằng 0 hoặc +84.',
  en: 'digits only, beginning with 0 or +84, such as 0905123456.',
}).meta({ title: 'Số điện thoại' });
export const email = z.email().max(254).meta({ title: 'Thư điện tử' });
export const day = (title: string) =>
  z.iso
    .date()
    .refine((each) => !isDay(each) || (each >= '2000-01-01' && each <= '2199-12-31'), {
      params: {
        rule: 'impossible-day',
        vi: 'Ngày phải trong khoảng từ năm 2000 đến năm 2199.',
        en: 'The day must lie between the years 2000 and 2199.',
      },
    })
    .meta({ title, description: 'Dạng NNNN-TT-NN (năm-tháng-ngày).' });

/** Rules that compare days say nothing of texts that are none. */
export function isDay(text: string): boolean {
  return z.iso.date().safeParse(text).success;
}
