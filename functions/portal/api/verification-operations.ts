import { createRoute } from '@hono/zod-openapi';
import { both } from '../docs/said.ts';
import { json, problems } from './described.ts';
import { uploadOffer, verificationQuestion, verifiedFile } from './verification-schemas.ts';

const offerUpload = createRoute({
  method: 'post',
  path: '/verify/uploads',
  tags: ['Citizens'],
  summary: both('Xin nơi tải lên một tệp PDF để kiểm tra', 'Where to upload a PDF to be verified'),
  description: both(
    'Gửi tệp (tối đa 20 MB) đến `url` dạng multipart/form-data: trước hết là `fields`, sau cùng là trường `file`. Tệp bị xóa ngay khi kiểm tra xong, hoặc trong một ngày.',
    'Send the file (20 MB at most) to `url` as multipart/form-data: all `fields` first, the field `file` last. It is deleted once verified, or within a day.',
  ),
  responses: {
    201: json(both('Nơi tải lên, trong một giờ', 'Where to, for an hour'), uploadOffer),
    ...problems(403, 429),
  },
});

const verifyUpload = createRoute({
  method: 'post',
  path: '/verify',
  tags: ['Citizens'],
  summary: both('Kiểm tra chữ ký của một tệp PDF', 'Verify the signatures of a PDF'),
  description: both(
    'Tệp của bất kỳ ai. Kết luận trước, rồi từng chữ ký; và tệp có phải đúng tệp hệ thống này đã ban hành. Không tải gì từ bên ngoài; điều chưa kiểm tra được nêu rõ. Trình duyệt nhận một trang.',
    'Whoever made the file. The verdict first, then each signature; and whether it is the very file that was issued here. Nothing is fetched from elsewhere; what was not checked is said. Browsers get a page.',
  ),
  request: {
    body: { required: true, content: { 'application/json': { schema: verificationQuestion } } },
  },
  responses: {
    200: json(both('Kết luận', 'The verdict'), verifiedFile),
    ...problems(400, 403, 404, 410, 413, 415, 422, 429),
  },
});

/** What the function `verify` answers to programs, for the document of the whole API. */
export const verificationOperations = { offerUpload, verifyUpload } as const;
