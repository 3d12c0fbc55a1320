import { OpenAPIHono, z } from '@hono/zod-openapi';
import { collection } from '../../delivery/index.ts';
import type { PortalEnv } from '../http/portal-env.ts';
import { addAct } from './act.ts';
import type { ApiDeps } from './api-deps.ts';
import { both } from '../docs/said.ts';

export const reissueOrder = z.strictObject({
  action: z.literal('reissue'),
  replaces: z
    .number()
    .int()
    .positive()
    .meta({ description: both('số thứ tự của liên kết bị thay', 'sequence of the link being replaced') }),
});
export const revokeOrder = z.strictObject({
  action: z.literal('revoke'),
  reason: z.string().trim().min(5).max(500),
});
const linkOrder = z.discriminatedUnion('action', [reissueOrder, revokeOrder]);

const linkAnswer = z.union([
  z.object({ sequence: z.number().int(), notified: z.string() }),
  z.object({ link: z.string() }),
]);

/** The clerk at the counter: collection, and the download link's replacement or end. */
export function returnRoutes({ services }: ApiDeps): OpenAPIHono<PortalEnv> {
  const app = new OpenAPIHono<PortalEnv>();
  addAct(app, {
    name: 'collection',
    summary: both(
      'Trả kết quả tại quầy sau khi kiểm tra giấy tờ',
      'Collected at the counter after an identity check',
    ),
    description: {
      vi: 'Ghi giấy tờ đã kiểm tra; người nhận thay phải có giấy ủy quyền.',
      en: 'Says which identity paper was checked; a representative brings a written authorisation.',
    },
    example: { identityCheck: 'cccd', collector: 'applicant' },
    role: 'clerk',
    body: collection,
    answer: z.object({ collectedAt: z.iso.datetime() }),
    run: (id, body, clerk) => services.collectResult({ id, collection: body, clerk }),
  });
  addAct(app, {
    name: 'link',
    summary: both('Gửi lại hoặc thu hồi liên kết tải', 'Reissue or revoke the download link'),
    description: {
      vi: 'Liên kết mới được gửi cho người dân trong hai phút; mọi liên kết cũ mất hiệu lực ngay.',
      en: 'A reissued link is sent to the citizen within two minutes; every earlier one is dead at once.',
    },
    example: { action: 'reissue', replaces: 1 },
    role: 'clerk',
    body: linkOrder,
    answer: linkAnswer,
    run: async (id, order, clerk) =>
      order.action === 'reissue'
        ? services.reissueLink({ id, replaces: order.replaces, clerk })
        : services.revokeLink({ id, reason: order.reason, clerk }),
  });
  return app;
}
