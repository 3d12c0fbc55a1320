import { OpenAPIHono, createRoute, z } from '@hono/zod-openapi';
import { resultDecision } from '../../approval/index.ts';
import { requireRole } from '../auth/require-role.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { requestRefusals } from '../http/refusals.ts';
import { addAct } from './act.ts';
import type { ApiDeps } from './api-deps.ts';
import { described, json, problems, secured } from './described.ts';
import { revisionOf } from './reach.ts';
import { revisionPath } from './schemas.ts';

const wanted = z
  .object({
    field: z.string(),
    digest: z.string().meta({ description: 'hexadecimal, of the signed attributes' }),
    attributes: z.string().meta({ description: 'the signed attributes in DER, base64' }),
    algorithm: z.string(),
  })
  .openapi('RequestedSignature');

const requested = createRoute({
  method: 'get',
  path: '/dossiers/{code}/revisions/{n}/signature',
  tags: ['Acts'],
  summary: 'Nội dung cần ký bằng thiết bị của người ký (what the official’s own device is to sign)',
  description: 'Role: official, of this dossier.',
  security: secured,
  request: { params: revisionPath },
  responses: { 200: json('What is to be signed', wanted), ...problems(401, 403, 404, 429) },
});

/** The official's decision and own signature, and the clerk's seal by hand. */
export function signingRoutes(deps: ApiDeps): OpenAPIHono<PortalEnv> {
  const app = new OpenAPIHono<PortalEnv>();
  addDecision(app, deps);
  addAct(app, {
    name: 'seal',
    summary: 'Văn thư đóng dấu (the clerk has it sealed)',
    description: 'For agencies that seal by hand. Again: the first answer.',
    role: 'clerk',
    body: z.strictObject({}),
    answer: z.object({ sealedBy: z.string(), first: z.boolean() }),
    run: (id, _body, user) => deps.services.sealByHand({ id, user }),
  });
  described(app, requested, (c) => sendRequested(deps, c));
  addSignature(app, deps);
  return app;
}

function addDecision(app: OpenAPIHono<PortalEnv>, { services }: ApiDeps): void {
  addAct(app, {
    name: 'decision',
    summary: 'Người có thẩm quyền ký hoặc trả lại (the official signs or returns it)',
    description:
      '`sha256` is that of the very PDF the official was shown; other bytes are refused. A `reject` needs a reason of at least ten characters. The same decision again gets the first answer.',
    role: 'official',
    body: resultDecision,
    answer: z.object({
      decision: z.enum(['approved', 'rejected']),
      decidedAt: z.iso.datetime(),
      first: z.boolean(),
    }),
    run: (id, body, user) => services.decideResult({ id, user, ...body }),
  });
}

function addSignature(app: OpenAPIHono<PortalEnv>, { services }: ApiDeps): void {
  addAct(app, {
    name: 'signature',
    summary: 'Nộp chữ ký từ thiết bị của người ký (hand in a signature made on the official’s own device)',
    description: '`value` is the raw signature over `digest`: RSA octets, or a DER ECDSA-Sig-Value.',
    role: 'official',
    body: z.strictObject({ digest: z.string().regex(/^[0-9a-f]{64,128}$/), value: z.base64().max(2_000) }),
    answer: z.object({ field: z.string(), digest: z.string() }),
    run: (id, { digest, value }, { official }) =>
      services.acceptExternalSignature({
        ...id,
        digest,
        official: official ?? '',
        value: new Uint8Array(Buffer.from(value, 'base64')),
      }),
  });
}

async function sendRequested({ services }: ApiDeps, c: PortalContext): Promise<Response> {
  const who = requireRole(c, 'official');
  if (!who.ok) return answerRefusal(c, who);
  const id = revisionOf(c);
  if (!id) return answerRefusal(c, requestRefusals.dossierUnknown);
  const found = await services.requestedSignature(id, who.value.official ?? '');
  return found.ok ? c.json(wanted.parse(found.value)) : answerRefusal(c, found);
}
