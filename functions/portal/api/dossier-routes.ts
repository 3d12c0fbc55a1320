import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import { actorIn } from '../auth/principal.ts';
import { requireRole } from '../auth/require-role.ts';
import { checkDossier } from '../../intake/index.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { readJson } from '../http/read-json.ts';
import type { ApiDeps } from './api-deps.ts';
import { described, json, problems, secured } from './described.ts';
import { reachDossier } from './reach.ts';
import { accepted, dossierPath, dossierView } from './schemas.ts';
import { viewRevision } from './view-dossier.ts';
import { both } from '../docs/said.ts';

const submit = createRoute({
  method: 'post',
  path: '/dossiers',
  tags: ['Dossiers'],
  summary: both('Gửi hồ sơ đã giải quyết', 'Submit a resolved dossier'),
  description: both(
    'Gửi lại cùng lần lập với cùng nội dung: 200; với nội dung khác: 409. Lần n+1 được nhận khi lần n đã bị trả lại để sửa hoặc đã bị thu hồi. Tối đa 256 KiB. Vai trò: integration, clerk.',
    'Idempotent: the same revision with the same content answers 200, with other content 409. Revision n+1 is taken once n was returned for correction, or recalled. At most 256 KiB. Roles: integration, clerk.',
  ),
  security: secured,
  request: {
    body: {
      required: true,
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Dossier' } } },
    },
  },
  responses: {
    202: {
      ...json(both('Đã tiếp nhận, đang lập văn bản', 'Accepted; the result is being prepared'), accepted),
      headers: {
        Location: {
          schema: { type: 'string' },
          description: both('Nơi theo dõi hồ sơ', 'Where the dossier can be followed'),
        },
      },
    },
    200: json(
      both('Nội dung này đã được tiếp nhận trước đó', 'The same content was accepted before'),
      accepted,
    ),
    ...problems(400, 401, 403, 404, 409, 413, 415, 422, 429),
  },
});

const read = createRoute({
  method: 'get',
  path: '/dossiers/{code}',
  tags: ['Dossiers'],
  summary: both('Trạng thái và các bước của hồ sơ', 'State and steps of a dossier'),
  description: both(
    'Hồ sơ của cơ quan khác được coi như không có. Vai trò: integration, official, clerk, operator.',
    'Another agency’s dossier is unknown. Roles: integration, official, clerk, operator.',
  ),
  security: secured,
  request: { params: dossierPath },
  responses: {
    200: json(both('Các lần lập, cũ nhất trước', 'Its revisions, oldest first'), dossierView),
    ...problems(401, 403, 404, 429),
  },
});

/** Submitting a dossier and following it. */
export function dossierRoutes(deps: ApiDeps): OpenAPIHono<PortalEnv> {
  const app = new OpenAPIHono<PortalEnv>();
  described(app, submit, (c) => submitDossier(deps, c));
  described(app, read, (c) => readDossier(deps, c));
  return app;
}

async function submitDossier({ services }: ApiDeps, c: PortalContext): Promise<Response> {
  const who = requireRole(c, 'integration', 'clerk');
  if (!who.ok) return answerRefusal(c, who);
  const body = await readJson(c);
  if (!body.ok) return answerRefusal(c, body);
  const dossier = checkDossier(body.value);
  if (!dossier.ok) return answerRefusal(c, dossier);
  const role = who.value.roles.includes('integration') ? 'integration' : 'clerk';
  const submittedBy = { actor: actorIn(who.value, role), agencies: who.value.agencies };
  const taken = await services.acceptDossier({ dossier: dossier.value, submittedBy });
  if (!taken.ok) return answerRefusal(c, taken);
  const { created, revision } = taken.value;
  const location = `/dossiers/${revision.code}`;
  c.header('location', location);
  const answer = { code: revision.code, revision: revision.revision, status: revision.status, location };
  return c.json(answer, created ? 202 : 200);
}

async function readDossier({ services, publicBaseUrl }: ApiDeps, c: PortalContext): Promise<Response> {
  const who = requireRole(c, 'integration', 'official', 'clerk', 'operator');
  if (!who.ok) return answerRefusal(c, who);
  const code = c.req.param('code') ?? '';
  const found = await reachDossier(services.tracker, who.value, code);
  if (!found.ok) return answerRefusal(c, found);
  const revisions = await Promise.all(
    found.value.map((each) => viewRevision(services.tracker, each, publicBaseUrl)),
  );
  return c.json({ code, agency: found.value[0]?.agency ?? '', revisions });
}
