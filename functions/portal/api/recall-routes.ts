import { OpenAPIHono, z } from '@hono/zod-openapi';
import { recallOrder } from '../../recall/index.ts';
import { both } from '../docs/said.ts';
import type { PortalEnv } from '../http/portal-env.ts';
import { addAct } from './act.ts';
import type { ApiDeps } from './api-deps.ts';

/** Taking an issued document back. */
export function recallRoutes({ services }: ApiDeps): OpenAPIHono<PortalEnv> {
  const app = new OpenAPIHono<PortalEnv>();
  addAct(app, {
    name: 'recall',
    summary: both('Thu hồi văn bản đã ban hành', 'Recall an issued document'),
    description: {
      vi: 'Người đang có thẩm quyền ký thủ tục này thu hồi văn bản có sai sót về nội dung (Nghị định 30/2020/NĐ-CP, Điều 18). Liên kết tải ngừng hoạt động, bưu gửi chưa bàn giao bị hủy, không sao y nữa; tệp vẫn được lưu. Sau đó có thể gửi lần lập tiếp theo làm văn bản thay thế. Gửi lại cùng nội dung: 200; nội dung khác: 409.',
      en: 'Who may sign for the procedure today takes a document with an error of content back (Decree 30/2020, art. 18). Its download links stop, a parcel not yet handed over is cancelled, no more copies are certified; the file stays archived. The next revision may then be submitted as the document that replaces it. The same content again answers 200, other content 409.',
    },
    example: {
      reason: 'Ghi sai diện tích sàn tầng 1.',
      decision: { number: '15/QĐ-UBND', date: '2026-11-20' },
    },
    role: 'official',
    body: recallOrder,
    answer: z.object({ recalledAt: z.iso.datetime() }),
    run: (id, order, user) => services.recallResult({ id, order, user }),
  });
  return app;
}
