import { OpenAPIHono, createRoute, z } from '@hono/zod-openapi';
import { isPlaceInQueue, postalReport } from '../../post/index.ts';
import { requireRole } from '../auth/require-role.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { sendPdf } from '../http/send-pdf.ts';
import { checkInput, readBody } from '../http/read-body.ts';
import type { ApiDeps } from './api-deps.ts';
import { described, json, problems, secured } from './described.ts';
import { NEXT_AS_GIVEN } from './task-lists.ts';
import { both } from '../docs/said.ts';

const queuedOrder = z
  .object({
    order: z.string(),
    code: z.string(),
    revision: z.number().int(),
    state: z.string(),
    createdAt: z.iso.datetime(),
    tracking: z.string().nullable(),
    recipient: z.object({ name: z.string(), phone: z.string(), address: z.string() }),
    service: z.enum(['standard', 'express']),
    invitations: z.number().int(),
    possible: z
      .array(z.string())
      .meta({ description: both('các sự kiện có thể báo lúc này', 'events that may be reported now') }),
  })
  .openapi('QueuedOrder');
const queueView = z.object({ orders: z.array(queuedOrder), next: z.string().optional() });
export const queueQuery = z.object({
  after: z
    .string()
    .max(200)
    .refine(isPlaceInQueue, { params: { rule: 'wrong-form', ...NEXT_AS_GIVEN } })
    .optional(),
});

const queue = createRoute({
  method: 'get',
  path: '/post/queue',
  tags: ['Post'],
  summary: both('Bưu gửi của bưu cục', 'What an office has to do'),
  description: both(
    'Cũ nhất trước, mỗi lần 50; `next` để xem tiếp. Vai trò: post.',
    'Oldest first, 50 at a time; `next` continues. Role: post.',
  ),
  security: secured,
  request: { query: queueQuery },
  responses: {
    200: json(both('Bưu gửi đang chờ', 'Open orders'), queueView),
    ...problems(401, 403, 422, 429),
  },
});

/** The code printed on the label. */
const orderPath = z.object({
  order: z.string().meta({
    description: both('Mã phiếu gửi trên nhãn', 'The order’s code on the label'),
    example: 'KQ4T7M2X9K8W3R',
  }),
});

const REPORT = {
  order: 'KQ4T7M2X9K8W3R',
  event: 'handed-over',
  occurredAt: '2026-11-24T09:30:00+07:00',
  tracking: 'EB000717618VN',
};

const label = createRoute({
  method: 'get',
  path: '/post/orders/{order}/label',
  tags: ['Post'],
  summary: both('Nhãn bưu gửi A6 dạng PDF', 'The parcel’s A6 label as PDF'),
  description: both('Vai trò: post, thuộc bưu cục của bưu gửi.', 'Role: post, of the order’s office.'),
  security: secured,
  request: { params: orderPath },
  responses: {
    200: {
      description: both('Nhãn', 'The label'),
      content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
    },
    ...problems(401, 403, 404, 429),
  },
});

const reported = z.object({
  effect: z.enum(['applied', 'waiting', 'duplicate']),
  order: z.string(),
  state: z.string(),
  warnings: z.array(z.string()),
});

const report = createRoute({
  method: 'post',
  path: '/postal-events',
  tags: ['Post'],
  summary: both('Báo sự kiện bưu gửi', 'Report what happened to a parcel'),
  description: both(
    'Báo lại cùng sự kiện: `duplicate`; báo trước sự kiện phải có trước: `waiting`; trái với điều đã chắc chắn: bị từ chối và lưu làm bằng chứng; mã lạ: giữ chờ đối soát. Mã sự kiện: handed-over, in-transit, attempt-failed, delivered, returned-to-agency, lost. Vai trò: post.',
    'The same event again is `duplicate`; one before its predecessor is `waiting`; one against what is certain is refused and kept as evidence; an unknown code is kept for review. Codes: handed-over, in-transit, attempt-failed, delivered, returned-to-agency, lost. Role: post.',
  ),
  security: secured,
  request: {
    body: { required: true, content: { 'application/json': { schema: postalReport, example: REPORT } } },
  },
  responses: {
    200: json(both('Đã ghi nhận', 'Taken'), reported),
    ...problems(400, 401, 403, 404, 409, 413, 415, 422, 429),
  },
});

/** The post office's queue, labels and reports. */
export function postRoutes(deps: ApiDeps): OpenAPIHono<PortalEnv> {
  const app = new OpenAPIHono<PortalEnv>();
  described(app, queue, (c) => sendQueue(deps, c));
  described(app, label, (c) => sendLabel(deps, c));
  described(app, report, (c) => takeReport(deps, c));
  return app;
}

async function sendQueue({ services }: ApiDeps, c: PortalContext): Promise<Response> {
  const who = requireRole(c, 'post');
  if (!who.ok) return answerRefusal(c, who);
  const asked = checkInput(queueQuery, c.req.query());
  if (!asked.ok) return answerRefusal(c, asked);
  const { after } = asked.value;
  const found = await services.postQueue({ user: who.value, ...(after !== undefined && { after }) });
  return found.ok ? c.json(queueView.parse(found.value)) : answerRefusal(c, found);
}

async function sendLabel({ services }: ApiDeps, c: PortalContext): Promise<Response> {
  const who = requireRole(c, 'post');
  if (!who.ok) return answerRefusal(c, who);
  const order = c.req.param('order') ?? '';
  const found = await services.postalLabel({ order, user: who.value });
  if (!found.ok) return answerRefusal(c, found);
  return sendPdf(c, new Uint8Array(found.value), { name: order.replaceAll(/[^A-Za-z0-9-]/g, '') });
}

async function takeReport({ services }: ApiDeps, c: PortalContext): Promise<Response> {
  const who = requireRole(c, 'post');
  if (!who.ok) return answerRefusal(c, who);
  const body = await readBody(c, postalReport);
  if (!body.ok) return answerRefusal(c, body);
  const taken = await services.recordPostalEvent({ report: body.value, user: who.value });
  if (!taken.ok) return answerRefusal(c, taken);
  const { effect, order, warnings } = taken.value;
  return c.json(reported.parse({ effect, order: order.order, state: order.state, warnings: [...warnings] }));
}
