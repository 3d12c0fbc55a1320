import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { sendPdf } from '../http/send-pdf.ts';
import type { ApiDeps } from './api-deps.ts';
import { described, problems, secured } from './described.ts';
import { findAppendix, findDocument } from './find-document.ts';
import { askedAppendix, askedRevision } from './reach.ts';
import { appendixPath, revisionPath } from './schemas.ts';
import { both } from '../docs/said.ts';

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

const appendix = createRoute({
  method: 'get',
  path: '/dossiers/{code}/revisions/{n}/appendices/{k}',
  tags: ['Results'],
  summary: both('Phụ lục ở tệp riêng, dạng PDF', 'An appendix in a file of its own, as PDF'),
  description: both(
    'Cùng tình trạng với `result`: đã ban hành; trước đó, với người ký và văn thư của cơ quan, là bản cơ quan đã ký hoặc dự thảo. ETag là SHA-256 của tệp. Vai trò: integration (chỉ bản đã ban hành), official, clerk.',
    'As `result` stands: issued; before that, for the agency’s officials and clerks, signed by the agency or the draft. Its SHA-256 is the ETag. Roles: integration (issued only), official, clerk.',
  ),
  security: secured,
  request: { params: appendixPath },
  responses: {
    200: { description: both('Tệp PDF', 'The PDF'), content: { 'application/pdf': binary } },
    ...problems(401, 403, 404, 429),
  },
});

/** The result of a revision and its appendices, as files. */
export function resultRoutes(deps: ApiDeps): OpenAPIHono<PortalEnv> {
  const app = new OpenAPIHono<PortalEnv>();
  described(app, result, (c) => sendResult(deps, c));
  described(app, appendix, (c) => sendAppendix(deps, c));
  return app;
}

async function sendResult({ services }: ApiDeps, c: PortalContext): Promise<Response> {
  const asked = askedRevision(c, 'integration', 'official', 'clerk');
  if (!asked.ok) return answerRefusal(c, asked);
  const { who, id } = asked.value;
  const found = await findDocument(services, who, id);
  if (!found.ok) return answerRefusal(c, found);
  const { pdf, sha256, issued } = found.value;
  return sendPdf(c, pdf, { name: `${id.code}-r${id.revision}${issued ? '' : '-du-thao'}`, sha256 });
}

async function sendAppendix({ services }: ApiDeps, c: PortalContext): Promise<Response> {
  const asked = askedAppendix(c, 'integration', 'official', 'clerk');
  if (!asked.ok) return answerRefusal(c, asked);
  const { who, id } = asked.value;
  const found = await findAppendix(services, who, id);
  if (!found.ok) return answerRefusal(c, found);
  const { pdf, sha256, issued } = found.value;
  const name = `${id.code}-r${id.revision}-phu-luc-${id.number}${issued ? '' : '-du-thao'}`;
  return sendPdf(c, pdf, { name, sha256 });
}
