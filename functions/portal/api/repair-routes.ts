import { OpenAPIHono, z } from '@hono/zod-openapi';
import { repairDecision } from '../../repair/index.ts';
import type { PortalEnv } from '../http/portal-env.ts';
import { addAct } from './act.ts';
import type { ApiDeps } from './api-deps.ts';
import { both } from '../docs/said.ts';

/** The operator's decision on what failed. */
export function repairRoutes({ services }: ApiDeps): OpenAPIHono<PortalEnv> {
  const app = new OpenAPIHono<PortalEnv>();
  addAct(app, {
    name: 'repair',
    summary: both('Chạy tiếp hoặc hủy sau sự cố', 'Go on or cancel after a failure'),
    description: {
      vi: '`repair` là số thứ tự (`round`) đã hiện cho người vận hành; `note` ghi đã làm gì.',
      en: '`repair` is the number (`round`) the operator was shown; `note` says what was done.',
    },
    example: { repair: 1, action: 'retry', note: 'Đã bổ sung dãy số văn bản của cơ quan' },
    role: 'operator',
    body: repairDecision,
    answer: z.object({ action: z.enum(['retry', 'cancel']), first: z.boolean() }),
    run: (id, body, user) => services.decideRepair({ id, user, ...body }),
  });
  return app;
}
