import { OpenAPIHono, z } from '@hono/zod-openapi';
import { collection } from '../../delivery/index.ts';
import type { PortalEnv } from '../http/portal-env.ts';
import { addAct } from './act.ts';
import type { ApiDeps } from './api-deps.ts';

/** Why a link is withdrawn. */
export const revocation = z.strictObject({ reason: z.string().trim().min(5).max(500) });

const linkOrder = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('reissue'),
    replaces: z.number().int().positive().meta({ description: 'sequence of the link being replaced' }),
  }),
  z.strictObject({ action: z.literal('revoke'), ...revocation.shape }),
]);

const linkAnswer = z.union([
  z.object({ sequence: z.number().int(), notified: z.string() }),
  z.object({ link: z.string() }),
]);

/** The clerk at the counter: collection, and the download link's replacement or end. */
export function returnRoutes({ services }: ApiDeps): OpenAPIHono<PortalEnv> {
  const app = new OpenAPIHono<PortalEnv>();
  addAct(app, {
    name: 'collection',
    summary: 'Trả kết quả tại quầy sau khi kiểm tra giấy tờ (collected at the counter)',
    description: 'Says which identity paper was checked; a representative brings a written authorisation.',
    role: 'clerk',
    body: collection,
    answer: z.object({ collectedAt: z.iso.datetime() }),
    run: (id, body, clerk) => services.collectResult({ id, collection: body, clerk }),
  });
  addAct(app, {
    name: 'link',
    summary: 'Gửi lại hoặc thu hồi liên kết tải (reissue or revoke the download link)',
    description:
      'A reissued link is sent to the citizen within two minutes; every earlier one is dead at once.',
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
