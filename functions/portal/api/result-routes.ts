import { OpenAPIHono, createRoute, z } from '@hono/zod-openapi';
import { requireRole } from '../auth/require-role.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { requestRefusals } from '../http/refusals.ts';
import type { ApiDeps } from './api-deps.ts';
import { described, problems, secured } from './described.ts';
import { findDocument } from './find-document.ts';
import { revisionOf } from './reach.ts';
import { revisionPath } from './schemas.ts';
import { both } from '../docs/said.ts';

/** Width of page pictures, pixels: A4 at 144 dpi, sharp on dense screens. */
const PICTURE_WIDTH = 1_191;

const binary = { schema: { type: 'string' as const, format: 'binary' } };

const result = createRoute({
  method: 'get',
  path: '/dossiers/{code}/revisions/{n}/result',
  tags: ['Results'],
  summary: both('Văn bản kết quả dạng PDF', 'The result as PDF'),
  description: both(
    'Bản đã ban hành; trước đó, với người ký và văn thư của cơ quan, là bản đã ký hoặc dự thảo. ETag là SHA-256 của tệp. Vai trò: integration (chỉ bản đã ban hành), official, clerk.',
    'The issued result; before that, for the agency’s officials and clerks, the signed document or the draft. Its SHA-256 is the ETag. Roles: integration (issued only), official, clerk.',
  ),
  security: secured,
  request: { params: revisionPath },
  responses: {
    200: { description: both('Tệp PDF', 'The PDF'), content: { 'application/pdf': binary } },
    ...problems(401, 403, 404, 429),
  },
});

const page = createRoute({
  method: 'get',
  path: '/dossiers/{code}/revisions/{n}/pages/{p}',
  tags: ['Results'],
  summary: both('Ảnh một trang của văn bản', 'A page as a picture'),
  description: both(
    'Của cùng tệp PDF với `result`, như người đọc thấy. Vai trò: official, clerk.',
    'Of the same PDF as `result`, drawn as people see it. Roles: official, clerk.',
  ),
  security: secured,
  request: {
    params: revisionPath.extend({
      p: z.coerce
        .number()
        .int()
        .positive()
        .meta({ description: both('Trang, từ 1', 'The page, from 1'), example: 1 }),
    }),
  },
  responses: {
    200: { description: both('Ảnh PNG', 'The picture, PNG'), content: { 'image/png': binary } },
    ...problems(401, 403, 404, 429),
  },
});

/** The result of a revision, as a file and as pictures. */
export function resultRoutes(deps: ApiDeps): OpenAPIHono<PortalEnv> {
  const app = new OpenAPIHono<PortalEnv>();
  described(app, result, (c) => sendResult(deps, c));
  described(app, page, (c) => sendPicture(deps, c));
  return app;
}

async function sendResult({ services }: ApiDeps, c: PortalContext): Promise<Response> {
  const who = requireRole(c, 'integration', 'official', 'clerk');
  if (!who.ok) return answerRefusal(c, who);
  const id = revisionOf(c);
  if (!id) return answerRefusal(c, requestRefusals.dossierUnknown);
  const found = await findDocument(services, who.value, id);
  if (!found.ok) return answerRefusal(c, found);
  const { pdf, sha256, issued } = found.value;
  const name = `${id.code}-r${id.revision}${issued ? '' : '-du-thao'}.pdf`;
  return c.body(pdf, 200, {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${name}"`,
    etag: `"${sha256}"`,
  });
}

async function sendPicture({ services }: ApiDeps, c: PortalContext): Promise<Response> {
  const who = requireRole(c, 'official', 'clerk');
  if (!who.ok) return answerRefusal(c, who);
  const id = revisionOf(c);
  if (!id) return answerRefusal(c, requestRefusals.dossierUnknown);
  const found = await findDocument(services, who.value, id);
  if (!found.ok) return answerRefusal(c, found);
  const { pdf, sha256 } = found.value;
  const asked = c.req.param('p') ?? '';
  const number = /^[1-9]\d{0,3}$/.test(asked) ? Number(asked) : 0;
  const pages = await services.countPages(pdf);
  if (number < 1 || number > pages) {
    return answerRefusal(c, requestRefusals.pageMissing);
  }
  const png = await services.renderPageImage(pdf, number - 1, PICTURE_WIDTH);
  return c.body(new Uint8Array(png), 200, {
    'content-type': 'image/png',
    // A draft is for who is signed in: a shared machine keeps no picture of it.
    'cache-control': 'no-store',
    etag: `"${sha256}-${number}"`,
  });
}
