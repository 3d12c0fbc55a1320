import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { both } from '../docs/said.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { requestRefusals } from '../http/refusals.ts';
import type { ApiDeps } from './api-deps.ts';
import { described, json, problems } from './described.ts';

const templateList = z
  .object({
    templates: z.array(
      z.object({
        id: z.string().meta({ example: 'giay-phep-xay-dung' }),
        version: z.number().int(),
        name: z.string().meta({ example: 'Giấy phép xây dựng nhà ở riêng lẻ' }),
        schema: z.url().meta({ description: both('JSON Schema của `data`', 'JSON Schema of `data`') }),
      }),
    ),
  })
  .openapi('Templates');

const list = createRoute({
  method: 'get',
  path: '/templates',
  tags: ['Dossiers'],
  summary: both('Các mẫu kết quả', 'Templates of results'),
  description: both(
    'Mẫu và phiên bản mà hồ sơ có thể chọn, và nơi lấy cấu trúc `data` của từng mẫu.',
    'Templates and versions a dossier may choose, and where the structure of each one’s `data` is.',
  ),
  responses: { 200: json(both('Các mẫu', 'The templates'), templateList), ...problems(429) },
});

const schema = createRoute({
  method: 'get',
  path: '/templates/{id}/{version}/schema',
  tags: ['Dossiers'],
  summary: both('Cấu trúc dữ liệu của một mẫu', 'Structure of a template’s data'),
  description: both(
    'JSON Schema (2020-12) của `data`; một phiên bản không bao giờ thay đổi.',
    'JSON Schema (2020-12) of `data`; a version never changes.',
  ),
  request: {
    params: z.object({
      id: z.string().meta({ description: both('Mẫu', 'Template'), example: 'giay-phep-xay-dung' }),
      version: z.string().meta({ description: both('Phiên bản', 'Version'), example: '1' }),
    }),
  },
  responses: {
    200: {
      description: both('JSON Schema', 'The JSON Schema'),
      content: { 'application/schema+json': { schema: { type: 'object' } } },
    },
    ...problems(404, 429),
  },
});

/** What may be in a dossier's `data`, for the systems that make it. */
export function templateRoutes(deps: ApiDeps): OpenAPIHono<PortalEnv> {
  const app = new OpenAPIHono<PortalEnv>();
  described(app, list, (c) => sendList(deps, c));
  described(app, schema, (c) => sendSchema(deps, c));
  return app;
}

async function sendList({ services, publicBaseUrl }: ApiDeps, c: PortalContext): Promise<Response> {
  const templates = await services.listTemplates();
  const views = templates.map((each) => ({ ...each, schema: addressOf(publicBaseUrl, each) }));
  return c.json({ templates: views });
}

async function sendSchema({ services, publicBaseUrl }: ApiDeps, c: PortalContext): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const asked = c.req.param('version') ?? '';
  const version = /^[1-9]\d{0,3}$/.test(asked) ? Number(asked) : undefined;
  const found = version === undefined ? undefined : await services.templateSchema(id, version);
  if (!found || version === undefined) return answerRefusal(c, requestRefusals.templateMissing);
  return c.json({ ...found, $id: addressOf(publicBaseUrl, { id, version }) }, 200, {
    'content-type': 'application/schema+json',
  });
}

function addressOf(publicBaseUrl: string, { id, version }: { id: string; version: number }): string {
  return `${publicBaseUrl}/templates/${id}/${version}/schema`;
}
