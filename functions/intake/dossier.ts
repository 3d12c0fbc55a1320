import { z } from 'zod';
import type { Channel } from '../tracking/index.ts';
import { DOSSIER_CODE, isDossierCode, LONGEST_CODE } from './dossier-code.ts';
import { day, digits, email, foreignCode, formed, isDay, phone, text } from './dossier-fields.ts';

/** Đơn vị hành chính: mã và tên theo Quyết định 19/2025/QĐ-TTg. */
const ward = z
  .strictObject({
    code: digits(5).meta({ title: 'Mã xã' }),
    name: text(100).meta({ title: 'Tên xã, phường, đặc khu' }),
  })
  .meta({ title: 'Xã, phường, đặc khu' });
const province = z
  .strictObject({
    code: digits(2).meta({ title: 'Mã tỉnh' }),
    name: text(100).meta({ title: 'Tên tỉnh, thành phố' }),
  })
  .meta({ title: 'Tỉnh, thành phố' });

/** Địa chỉ nhận bưu gửi. */
export const postalAddress = z
  .strictObject({
    line: text(200).meta({ title: 'Số nhà, đường' }),
    hamlet: text(100).optional().meta({ title: 'Thôn, tổ dân phố, buôn, bản' }),
    ward,
    province,
    postcode: digits(5).optional().meta({ title: 'Mã bưu chính' }),
  })
  .meta({ title: 'Địa chỉ' });
export type PostalAddress = z.infer<typeof postalAddress>;

/** Người nộp hồ sơ. Bốn số cuối của số định danh là yếu tố thứ hai khi người dân tra cứu và tải kết quả. */
const applicant = z
  .strictObject({
    name: text(150).meta({ title: 'Họ và tên' }),
    identityNumber: digits(12).meta({ title: 'Số định danh cá nhân' }),
    email: email.optional(),
    phone: phone.optional(),
  })
  .meta({ title: 'Người nộp hồ sơ' });

/** Hình thức nhận kết quả: đường dẫn tải, bưu chính công ích, tại quầy (ít nhất một). */
const delivery = z
  .strictObject({
    link: z.strictObject({ email }).optional().meta({ title: 'Đường dẫn tải' }),
    post: z
      .strictObject({
        recipientName: text(150).meta({ title: 'Người nhận' }),
        phone,
        address: postalAddress,
        service: z.enum(['standard', 'express']).optional().meta({ title: 'Dịch vụ bưu chính' }),
      })
      .optional()
      .meta({ title: 'Bưu chính công ích' }),
    counter: z.strictObject({}).optional().meta({ title: 'Tại quầy' }),
  })
  .refine((ways) => ways.link ?? ways.post ?? ways.counter, {
    params: {
      rule: 'no-channel',
      vi: 'Cần chọn ít nhất một hình thức nhận kết quả: link, post hoặc counter.',
      en: 'Choose at least one way of return: link, post or counter.',
    },
  })
  .meta({ title: 'Hình thức nhận kết quả', minProperties: 1 });

/** Dữ liệu đặc tả tối thiểu của kết quả (Nghị định 118/2025/NĐ-CP, Điều 19 khoản 2). */
const result = z
  .strictObject({
    kind: foreignCode.meta({ title: 'Mã loại kết quả' }),
    summary: text(500).meta({ title: 'Trích yếu' }),
    validUntil: day('Thời hạn có hiệu lực').optional(),
    scope: text(300).optional().meta({ title: 'Phạm vi hiệu lực' }),
  })
  .meta({ title: 'Kết quả' });

/** Hồ sơ đã giải quyết xong, chờ lập văn bản kết quả và trả cho người dân. `data` theo mẫu của từng loại kết quả. */
export const dossier = z
  .strictObject({
    code: z
      .string()
      .refine(isDossierCode, {
        params: {
          rule: 'wrong-form',
          vi: 'Mã hồ sơ phải có dạng H01.12-261123-0001 hoặc 000.00.12.H01-230115-0001, với ngày có thật.',
          en: 'The code must look like H01.12-261123-0001 or 000.00.12.H01-230115-0001, with a real day.',
        },
      })
      .meta({
        title: 'Mã hồ sơ',
        description: 'Ví dụ H01.12-261123-0001.',
        pattern: DOSSIER_CODE,
        maxLength: LONGEST_CODE,
      }),
    revision: z
      .number()
      .int()
      .min(1)
      .max(9999)
      .meta({ title: 'Lần lập', description: 'Bắt đầu từ 1; tăng 1 sau mỗi lần bị trả lại để sửa.' }),
    procedure: z
      .strictObject({
        code: foreignCode.meta({ title: 'Mã thủ tục hành chính' }),
        name: text(300).meta({ title: 'Tên thủ tục hành chính' }),
      })
      .meta({ title: 'Thủ tục hành chính' }),
    agency: text(50).meta({ title: 'Mã cơ quan ban hành' }),
    official: text(50).meta({ title: 'Mã người có thẩm quyền ký' }),
    template: z
      .strictObject({
        id: formed(/^[a-z0-9-]{1,60}$/, {
          vi: 'Chữ thường không dấu, chữ số và gạch nối, dài nhất 60 ký tự.',
          en: 'small letters without marks, digits and hyphens, at most 60 of them.',
        }).meta({ title: 'Mẫu' }),
        version: z.number().int().min(1).max(9999).meta({ title: 'Phiên bản mẫu' }),
      })
      .meta({ title: 'Mẫu kết quả' }),
    applicant,
    delivery,
    acceptedOn: day('Ngày tiếp nhận'),
    dueOn: day('Ngày hẹn trả'),
    result,
    data: z.record(z.string(), z.json()).meta({ title: 'Nội dung kết quả' }),
  })
  .refine(({ dueOn, acceptedOn }) => !isDay(dueOn) || !isDay(acceptedOn) || dueOn >= acceptedOn, {
    path: ['dueOn'],
    params: {
      rule: 'before-accepted',
      vi: 'Ngày hẹn trả không được trước ngày tiếp nhận.',
      en: 'The due day must not be before the day of acceptance.',
    },
  })
  .refine(
    ({ result: { validUntil }, acceptedOn }) =>
      validUntil === undefined || !isDay(validUntil) || !isDay(acceptedOn) || validUntil >= acceptedOn,
    {
      path: ['result', 'validUntil'],
      params: {
        rule: 'before-accepted',
        vi: 'Thời hạn có hiệu lực không được trước ngày tiếp nhận.',
        en: 'The result must not end before the day of acceptance.',
      },
    },
  )
  .meta({ title: 'Hồ sơ đã giải quyết' });
export type Dossier = z.infer<typeof dossier>;

/** The channels a dossier asks for, in the order they are tried. */
export function channelsOf({ delivery }: Dossier): Channel[] {
  const channels: Channel[] = [];
  if (delivery.link) channels.push('link');
  if (delivery.post) channels.push('post');
  if (delivery.counter) channels.push('counter');
  return channels;
}

/** What intake accepted, from the item of a revision. */
export function dossierOf(item: { readonly dossier: unknown }): Dossier {
  return dossier.parse(item.dossier);
}

/** JSON Schema (2020-12) of a dossier, as served at `/schemas/dossier.json`. */
export function dossierJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(dossier, { io: 'input' }) };
}
