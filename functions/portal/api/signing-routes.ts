import { OpenAPIHono, createRoute, z } from '@hono/zod-openapi';
import { resultDecision } from '../../approval/index.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { addAct } from './act.ts';
import type { ApiDeps } from './api-deps.ts';
import { described, json, problems, secured } from './described.ts';
import { askedRevision } from './reach.ts';
import { revisionPath } from './schemas.ts';
import { both } from '../docs/said.ts';

const EXAMPLE_DIGEST = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

const wanted = z
  .object({
    field: z.string(),
    digest: z.string().meta({
      description: both(
        'của các thuộc tính được ký, dạng thập lục phân',
        'of the signed attributes, hexadecimal',
      ),
    }),
    attributes: z.string().meta({
      description: both('các thuộc tính được ký, DER, base64', 'the signed attributes in DER, base64'),
    }),
    algorithm: z.string(),
    certificate: z.string().meta({
      description: both(
        'SHA-256 của chứng thư mà chữ ký phải khớp, dạng thập lục phân',
        'SHA-256 of the certificate the value must fit, hexadecimal',
      ),
    }),
    expiresAt: z.iso.datetime().meta({
      description: both('nhận chữ ký đến lúc này', 'until when a value is taken'),
    }),
  })
  .openapi('RequestedSignature');

const requested = createRoute({
  method: 'get',
  path: '/dossiers/{code}/revisions/{n}/signature',
  tags: ['Acts'],
  summary: both('Nội dung cần ký bằng thiết bị của người ký', 'What the official’s own device is to sign'),
  description: both('Vai trò: official, là người ký hồ sơ này.', 'Role: official, of this dossier.'),
  security: secured,
  request: { params: revisionPath },
  responses: {
    200: json(both('Nội dung cần ký', 'What is to be signed'), wanted),
    ...problems(401, 403, 404, 429),
  },
});

/** The official's decision and own signature, and the clerk's seal by hand. */
export function signingRoutes(deps: ApiDeps): OpenAPIHono<PortalEnv> {
  const app = new OpenAPIHono<PortalEnv>();
  addDecision(app, deps);
  addAct(app, {
    name: 'seal',
    summary: both('Văn thư đóng dấu', 'The clerk has it sealed'),
    description: {
      vi: 'Cho cơ quan đóng dấu thủ công. Gửi lại: nhận câu trả lời đầu tiên.',
      en: 'For agencies that seal by hand. Again: the first answer.',
    },
    example: {},
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
    summary: both('Người có thẩm quyền ký hoặc trả lại', 'The official signs or returns it'),
    description: {
      vi: '`sha256` là của đúng tệp PDF đã cho người ký xem; tệp khác bị từ chối. `reject` cần lý do ít nhất mười ký tự. `approve` của người ký nháy là chữ ký nháy (`initialled`). Gửi lại cùng quyết định: nhận câu trả lời đầu tiên.',
      en: '`sha256` is that of the very PDF the official was shown; other bytes are refused. A `reject` needs a reason of at least ten characters. An `approve` by somebody who comes before the official is their initial (`initialled`). The same decision again gets the first answer.',
    },
    example: { decision: 'approve', sha256: EXAMPLE_DIGEST },
    role: 'official',
    body: resultDecision,
    answer: z.object({
      decision: z.enum(['approved', 'rejected', 'initialled']),
      decidedAt: z.iso.datetime(),
      first: z.boolean(),
    }),
    run: (id, body, user) => services.decideResult({ id, user, ...body }),
  });
}

function addSignature(app: OpenAPIHono<PortalEnv>, { services }: ApiDeps): void {
  addAct(app, {
    name: 'signature',
    summary: both(
      'Nộp chữ ký từ thiết bị của người ký',
      'Hand in a signature made on the official’s own device',
    ),
    description: {
      vi: '`value` là chữ ký thô trên `digest`: các byte RSA, hoặc ECDSA-Sig-Value dạng DER.',
      en: '`value` is the raw signature over `digest`: RSA octets, or a DER ECDSA-Sig-Value.',
    },
    example: { digest: EXAMPLE_DIGEST, value: 'MEUCIQDk' },
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
  const asked = askedRevision(c, 'official');
  if (!asked.ok) return answerRefusal(c, asked);
  const { who, id } = asked.value;
  const found = await services.requestedSignature(id, who.official ?? '');
  return found.ok ? c.json(wanted.parse(found.value)) : answerRefusal(c, found);
}
