import { OpenAPIHono, createRoute, z } from '@hono/zod-openapi';
import { channelOutcome } from '../../tracking/index.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { readBody } from '../http/read-body.ts';
import { wantsPage } from '../http/surface.ts';
import type { ApiDeps } from './api-deps.ts';
import { described, json, problems } from './described.ts';

/** What a citizen types to see a dossier; never in an address, which servers and browsers keep. */
const statusQuestion = z.strictObject({
  code: z.string().trim().min(1).max(60),
  lastFour: z.string().meta({ description: 'last four digits of the applicant’s identity number' }),
});

const statusAnswer = z
  .object({
    code: z.string(),
    revision: z.number().int(),
    agency: z.string(),
    status: z.string(),
    statusText: z.object({ vi: z.string(), en: z.string() }),
    dueOn: z.iso.date(),
    symbol: z.string().nullable(),
    date: z.string().nullable(),
    channels: z.array(
      z.object({ channel: z.string(), outcome: channelOutcome.shape.outcome.or(z.literal('open')) }),
    ),
  })
  .openapi('CitizenStatus');

const status = createRoute({
  method: 'post',
  path: '/status',
  tags: ['Citizens'],
  summary: 'Tra cứu hồ sơ bằng mã và bốn số cuối (state of a dossier by code and second factor)',
  description:
    'Needs no token. `GET /status` is the page with the form: the second factor never stands in an address. Five wrong tries lock a code for fifteen minutes.',
  request: { body: { required: true, content: { 'application/json': { schema: statusQuestion } } } },
  responses: { 200: json('Where it stands', statusAnswer), ...problems(400, 404, 413, 415, 422, 429) },
});

const verification = z
  .object({
    agency: z.string(),
    state: z.enum(['issued', 'not-issued', 'cancelled']),
    stateText: z.object({ vi: z.string(), en: z.string() }),
    symbol: z.string().nullable(),
    date: z.string().nullable(),
    sha256: z.string().nullable(),
  })
  .openapi('Verification');

const verify = createRoute({
  method: 'get',
  path: '/v/{id}',
  tags: ['Citizens'],
  summary: 'Kiểm tra văn bản theo mã QR (check a document by its QR code)',
  description: 'Needs no token and tells nothing personal. Browsers get a page.',
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: json('What is known of it', verification), ...problems(404, 429) },
});

/** What citizens ask as programs; pages answer the same addresses for browsers. */
export function citizenRoutes(deps: ApiDeps): OpenAPIHono<PortalEnv> {
  const app = new OpenAPIHono<PortalEnv>();
  described(app, status, (c, next) => (wantsPage(c) ? next() : sendStatus(deps, c)));
  described(app, verify, (c, next) => (wantsPage(c) ? next() : sendVerification(deps, c)));
  return app;
}

async function sendStatus({ services }: ApiDeps, c: PortalContext): Promise<Response> {
  const question = await readBody(c, statusQuestion);
  if (!question.ok) return answerRefusal(c, question);
  const found = await services.citizenStatus(question.value);
  return found.ok ? c.json(statusAnswer.parse(found.value)) : answerRefusal(c, found);
}

async function sendVerification({ services }: ApiDeps, c: PortalContext): Promise<Response> {
  const found = await services.verifyPage(c.req.param('id') ?? '');
  return found.ok ? c.json(verification.parse(found.value)) : answerRefusal(c, found);
}
