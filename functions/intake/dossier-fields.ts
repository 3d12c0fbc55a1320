import { z } from 'zod';

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
export const phone = z
  .string()
  .regex(/^(0|\+84)\d{9,10}$/)
  .meta({ title: 'Số điện thoại', description: 'Chỉ gồm chữ số, bắt đầu bằng 0 hoặc +84.' });
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
