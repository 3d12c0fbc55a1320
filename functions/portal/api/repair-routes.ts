import { OpenAPIHono, z } from '@hono/zod-openapi';
import { repairDecision } from '../../repair/index.ts';
import type { PortalEnv } from '../http/portal-env.ts';
import { addAct } from './act.ts';
import type { ApiDeps } from './api-deps.ts';

/** The operator's decision on what failed. */
export function repairRoutes({ services }: ApiDeps): OpenAPIHono<PortalEnv> {
  const app = new OpenAPIHono<PortalEnv>();
  addAct(app, {
    name: 'repair',
    summary: 'Chạy tiếp hoặc hủy sau sự cố (go on or cancel after a failure)',
    description: '`repair` is the number (`round`) the operator was shown; `note` says what was done.',
    role: 'operator',
    body: repairDecision,
    answer: z.object({ action: z.enum(['retry', 'cancel']), first: z.boolean() }),
    run: (id, body, user) => services.decideRepair({ id, user, ...body }),
  });
  return app;
}
