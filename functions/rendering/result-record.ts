import { z } from 'zod';
import type { Agency } from '../directory/index.ts';
import type { Dossier } from '../intake/index.ts';

const filled = (title: string) => z.string().min(1).meta({ title });
const counted = (title: string) => z.number().int().min(1).meta({ title });

/**
 * Version 1. It is published and never changes: another structure is another version at another address. Lengths are
 * left to what a dossier may have, which may grow.
 */
const recordForm = z
  .strictObject({
    v: z.literal(1).meta({ title: 'Phiên bản cấu trúc' }),
    dossier: z
      .strictObject({ code: filled('Mã hồ sơ'), revision: counted('Lần lập') })
      .meta({ title: 'Hồ sơ' }),
    procedure: z
      .strictObject({ code: filled('Mã thủ tục hành chính'), name: filled('Tên thủ tục hành chính') })
      .meta({ title: 'Thủ tục hành chính' }),
    result: z
      .strictObject({
        kind: filled('Mã loại kết quả'),
        summary: filled('Trích yếu'),
        validUntil: z.iso.date().optional().meta({ title: 'Thời hạn có hiệu lực' }),
        scope: filled('Phạm vi hiệu lực').optional(),
      })
      .meta({ title: 'Kết quả' }),
    template: z
      .strictObject({ id: filled('Mẫu'), version: counted('Phiên bản mẫu') })
      .meta({ title: 'Mẫu kết quả' }),
    agency: z
      .strictObject({ code: filled('Mã cơ quan ban hành'), name: filled('Tên cơ quan ban hành') })
      .meta({ title: 'Cơ quan ban hành' }),
    official: z
      .strictObject({
        name: filled('Họ và tên'),
        authority: z.array(z.string().min(1)).min(1).meta({
          title: 'Quyền hạn, chức vụ',
          description: 'Từng dòng. Mẫu có dòng riêng trên chữ ký, như trích lục, in dòng đó thay thế.',
        }),
      })
      .meta({ title: 'Người có thẩm quyền ký' }),
    holder: z
      .strictObject({
        identityNumber: z
          .string()
          .regex(/^\d{12}$/)
          .meta({ title: 'Số định danh cá nhân' }),
        name: filled('Họ và tên'),
      })
      .meta({ title: 'Người được trả kết quả' }),
    verifyUrl: z.url().meta({ title: 'Địa chỉ trang kiểm tra, trong mã QR' }),
    data: z.record(z.string(), z.json()).meta({
      title: 'Nội dung kết quả',
      description: 'Theo /templates/{template.id}/{template.version}/schema.',
    }),
  })
  .meta({ title: 'Kết quả ở dạng máy đọc được (result.json)' });

/** What the record of a result is made from. */
export interface ResultFacts {
  readonly dossier: Dossier;
  readonly agency: Agency;
  readonly signer: string;
  /** quyền hạn, chức vụ as printed, unless the template has a line of its own there */
  readonly authority: readonly string[];
  readonly verifyUrl: string;
}

/**
 * The machine-readable form of a result, attached to it as `result.json`. Its fields hold at least what Decree
 * 118/2025, art. 19.2 asks for: kind, identity number, name, summary, validity, scope. Number and date come with
 * the seal and stand in the form fields of the same file.
 */
export function resultRecord({
  dossier,
  agency,
  signer,
  authority,
  verifyUrl,
}: ResultFacts): z.input<typeof recordForm> {
  return {
    v: 1,
    dossier: { code: dossier.code, revision: dossier.revision },
    procedure: dossier.procedure,
    result: dossier.result,
    template: dossier.template,
    agency: { code: agency.code, name: agency.name },
    official: { name: signer, authority: [...authority] },
    holder: { identityNumber: dossier.applicant.identityNumber, name: dossier.applicant.name },
    verifyUrl,
    data: dossier.data,
  };
}

/** JSON Schema (2020-12) of a `result.json` whose `v` is 1, as served at `/schemas/result/1.json`. */
export function resultJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(recordForm, { io: 'input' }) };
}
