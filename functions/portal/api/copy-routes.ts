import { OpenAPIHono, createRoute, z } from '@hono/zod-openapi';
import { copyOrder, type KnownCopy } from '../../copies/index.ts';
import { both } from '../docs/said.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { sendPdf } from '../http/send-pdf.ts';
import { addAct } from './act.ts';
import type { ApiDeps } from './api-deps.ts';
import { described, json, problems, secured } from './described.ts';
import { askedRevision } from './reach.ts';
import { revisionPath } from './schemas.ts';

const copyView = z
  .object({
    order: z.string(),
    orderedAt: z.iso.datetime(),
    status: z.enum(['ordered', 'issued', 'dropped']),
    number: z
      .string()
      .nullable()
      .meta({ description: both('Số, ký hiệu bản sao', 'Number and symbol of the copy') }),
    date: z.iso.date().nullable(),
    sha256: z.string().nullable(),
  })
  .openapi('Copy');
const copiesView = z.object({ copies: z.array(copyView) }).openapi('Copies');

const list = createRoute({
  method: 'get',
  path: '/dossiers/{code}/revisions/{n}/copies',
  tags: ['Results'],
  summary: both('Các bản sao y điện tử', 'The certified electronic copies'),
  description: both('Vai trò: clerk, integration.', 'Roles: clerk, integration.'),
  security: secured,
  request: { params: revisionPath },
  responses: {
    200: json(both('Theo thứ tự yêu cầu', 'In the order they were asked for'), copiesView),
    ...problems(401, 403, 404, 429),
  },
});

const read = createRoute({
  method: 'get',
  path: '/dossiers/{code}/revisions/{n}/copies/{order}',
  tags: ['Results'],
  summary: both('Tệp PDF của một bản sao y', 'A certified copy as PDF'),
  description: both(
    'Bản đã phát hành; ETag là SHA-256 của tệp. Vai trò: clerk, integration.',
    'As issued; its SHA-256 is the ETag. Roles: clerk, integration.',
  ),
  security: secured,
  request: { params: revisionPath.extend({ order: copyOrder.shape.order }) },
  responses: {
    200: {
      description: both('Tệp PDF', 'The PDF'),
      content: { 'application/pdf': { schema: { type: 'string' as const, format: 'binary' } } },
    },
    ...problems(401, 403, 404, 429),
  },
});

/** Ordering, listing and reading certified copies. */
export function copyRoutes(deps: ApiDeps): OpenAPIHono<PortalEnv> {
  const app = new OpenAPIHono<PortalEnv>();
  addAct(app, {
    name: 'copies',
    summary: both('Yêu cầu cấp bản sao y điện tử', 'Order a certified electronic copy'),
    description: {
      vi: '`order` là mã do nơi yêu cầu đặt: gửi lại cùng mã là cùng một bản sao. Bản sao được lập, ký và lưu trữ trong vòng vài phút.',
      en: '`order` is the caller’s own name for it: sent again, it is the same copy. The copy is made, signed and archived within minutes.',
    },
    example: { order: 'ban-sao-01' },
    role: 'clerk',
    body: copyOrder,
    answer: z.object({ order: z.string(), orderedAt: z.iso.datetime(), first: z.boolean() }),
    run: (id, { order }, clerk) => deps.services.orderCopy({ id, order, clerk }),
  });
  described(app, list, (c) => sendList(deps, c));
  described(app, read, (c) => sendCopy(deps, c));
  return app;
}

async function sendList({ services }: ApiDeps, c: PortalContext): Promise<Response> {
  const asked = askedRevision(c, 'clerk', 'integration');
  if (!asked.ok) return answerRefusal(c, asked);
  const { who, id } = asked.value;
  const copies = await services.listCopies({ id, user: who });
  if (!copies.ok) return answerRefusal(c, copies);
  return c.json(copiesView.parse({ copies: copies.value.map((each) => viewOfCopy(each)) }));
}

async function sendCopy({ services }: ApiDeps, c: PortalContext): Promise<Response> {
  const asked = askedRevision(c, 'clerk', 'integration');
  if (!asked.ok) return answerRefusal(c, asked);
  const { who, id } = asked.value;
  const order = c.req.param('order') ?? '';
  const found = await services.findCopy({ id, user: who, order });
  if (!found.ok) return answerRefusal(c, found);
  const { pdf, sha256 } = found.value;
  return sendPdf(c, pdf, { name: `${id.code}-r${id.revision}-sao-y`, sha256 });
}

function viewOfCopy({ symbol, stored, ...copy }: KnownCopy): z.input<typeof copyView> {
  return { ...copy, number: symbol, sha256: stored?.sha256 ?? null };
}
