import { OpenAPIHono, createRoute, z } from '@hono/zod-openapi';
import { channelOutcome } from '../../tracking/index.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { readBody } from '../http/read-body.ts';
import { wantsPage } from '../http/surface.ts';
import type { ApiDeps } from './api-deps.ts';
import { described, json, problems } from './described.ts';
import { both } from '../docs/said.ts';

/** What a citizen types to see a dossier; never in an address, which servers and browsers keep. */
export const statusQuestion = z.strictObject({
  code: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .meta({ description: both('Mã hồ sơ', 'Code of the dossier') }),
  lastFour: z.string().meta({
    description: both(
      'Bốn số cuối của số định danh người nộp',
      'Last four digits of the applicant’s identity number',
    ),
  }),
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
    recalledOn: z.iso.date().nullable(),
    replacedBy: z.string().nullable(),
    channels: z.array(
      z.object({ channel: z.string(), outcome: channelOutcome.shape.outcome.or(z.literal('open')) }),
    ),
  })
  .openapi('CitizenStatus');

const status = createRoute({
  method: 'post',
  path: '/status',
  tags: ['Citizens'],
  summary: both('Tra cứu hồ sơ bằng mã và bốn số cuối', 'State of a dossier by code and second factor'),
  description: both(
    '`GET /status` là trang có biểu mẫu: bốn số cuối không bao giờ nằm trong địa chỉ. Nhập sai năm lần thì mã bị khóa; mỗi lần khóa lâu hơn lần trước.',
    '`GET /status` is the page with the form: the second factor never stands in an address. Five wrong tries lock a code, each time for longer.',
  ),
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: statusQuestion,
          example: { code: 'H15.27-261112-0001', lastFour: '1234' },
        },
      },
    },
  },
  responses: {
    200: json(both('Tình trạng hiện tại', 'Where it stands'), statusAnswer),
    ...problems(400, 404, 413, 415, 422, 429),
  },
});

/** SHA-256 of an issued file, and of what it was before its timestamps were renewed. */
const digests = z.object({ sha256: z.string(), earlierSha256: z.array(z.string()) });

const verification = z
  .object({
    agency: z.string(),
    state: z.enum(['issued', 'recalled', 'not-issued', 'cancelled']),
    stateText: z.object({ vi: z.string(), en: z.string() }),
    symbol: z.string().nullable(),
    date: z.string().nullable(),
    recalledOn: z.iso.date().nullable(),
    sha256: z.string().nullable(),
    earlierSha256: z.array(z.string()),
    appendices: z.array(digests).meta({
      description: both(
        'Phụ lục ở tệp riêng, theo thứ tự',
        'The appendices that are files of their own, in their order',
      ),
    }),
  })
  .openapi('Verification');

const verify = createRoute({
  method: 'get',
  path: '/v/{id}',
  tags: ['Citizens'],
  summary: both('Kiểm tra văn bản theo mã QR', 'Check a document by its QR code'),
  description: both(
    'Không có thông tin cá nhân. Trình duyệt nhận một trang.',
    'Tells nothing personal. Browsers get a page.',
  ),
  request: {
    params: z.object({
      id: z.string().meta({
        description: both('Mã trong QR', 'The code in the QR code'),
        example: 'k7q2m9x4w8r3t6y5n2b8v4c7p3',
      }),
    }),
  },
  responses: {
    200: json(both('Điều đã biết về văn bản', 'What is known of it'), verification),
    ...problems(404, 429),
  },
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
