import { createRoute, z } from '@hono/zod-openapi';
import { both } from '../docs/said.ts';
import { json, problems, secured } from './described.ts';

const problem = z.object({
  field: z.string().meta({ description: both('Trường', 'The field'), example: 'data.owners[0].fullName' }),
  rule: z.string().meta({ description: both('Quy tắc', 'The rule'), example: 'missing' }),
  message: z.string(),
  at: z
    .object({ block: z.number().int(), kind: z.string(), page: z.number().int().optional() })
    .optional()
    .meta({
      description: both(
        'Nơi đầu tiên trường xuất hiện: khối của mẫu, loại khối, trang (từ 1)',
        'Where the field shows first: block of the template, its kind, page (from 1)',
      ),
    }),
});

export const previewAnswer = z
  .object({
    acceptable: z.boolean().meta({
      description: both('Gửi ngay bây giờ thì được tiếp nhận', 'Submitted now, it would be accepted'),
    }),
    problems: z.array(problem).meta({
      description: both(
        'Theo thứ tự các số đánh dấu trên ảnh, từ 1',
        'In the order of the numbers on the pictures, from 1',
      ),
    }),
    moreProblems: z
      .literal(true)
      .optional()
      .meta({
        description: both(
          'Chỉ có khi còn lỗi chưa được nêu: mỗi lần nêu nhiều nhất 50 lỗi của hồ sơ',
          'Present only where there are more than are named: at most 50 problems of a dossier at once',
        ),
      }),
    pages: z
      .number()
      .int()
      .meta({ description: both('Số trang của văn bản', 'Pages of the document') }),
    pictures: z
      .array(z.object({ page: z.number().int(), png: z.base64().meta({ description: 'PNG, base64' }) }))
      .meta({
        description: both(
          'Nhiều nhất 8 trang, trang có đánh dấu trước',
          'At most 8 pages, those with marks first',
        ),
      }),
  })
  .openapi('Preview');

/** `POST /dossiers/preview`, which a function of its own answers. */
export const previewRoute = createRoute({
  method: 'post',
  path: '/dossiers/preview',
  tags: ['Dossiers'],
  summary: both('Xem trước hồ sơ, mọi lỗi một lần', 'Preview a dossier, with all its problems at once'),
  description: both(
    'Kiểm tra như khi gửi nhưng không dừng ở lỗi đầu tiên, và vẽ văn bản với chỗ sai được đánh dấu. Không lưu gì, không bắt đầu gì. Tối đa 256 KiB. Vai trò: integration, clerk.',
    'Checks as a submission does without stopping at the first problem, and draws the document with the places at fault marked. Keeps nothing and starts nothing. At most 256 KiB. Roles: integration, clerk.',
  ),
  security: secured,
  request: {
    body: {
      required: true,
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Dossier' } } },
    },
  },
  responses: {
    200: json(both('Mọi lỗi và ảnh các trang', 'Every problem, and the pages'), previewAnswer),
    ...problems(400, 401, 403, 413, 415, 429),
  },
});
