import { createRoute, OpenAPIHono, z, type OpenAPIHono as App } from '@hono/zod-openapi';
import { dossierJsonSchema } from '../../intake/index.ts';
import { resultJsonSchema } from '../../rendering/index.ts';
import { problemDetails } from '../http/problem.ts';
import type { PortalEnv } from '../http/portal-env.ts';
import { both } from '../docs/said.ts';
import { json } from './described.ts';
import { verificationOperations } from './verification-operations.ts';

const HOUR = 'public, max-age=3600';

const check = z.enum(['ok', 'failing']);
const healthAnswer = z
  .object({ status: check, checks: z.object({ signature: check, table: check }) })
  .openapi('Health');

const health = createRoute({
  method: 'get',
  path: '/health',
  tags: ['System'],
  summary: both('Hệ thống có hoạt động không', 'Whether the system works'),
  description: both(
    'Tạo một chữ ký thử và đọc bảng dữ liệu. Câu trả lời được giữ vài giây.',
    'Makes a test signature and reads the table. The answer is kept for some seconds.',
  ),
  responses: {
    200: json(both('Mọi thứ hoạt động', 'Everything works'), healthAnswer),
    503: json(both('Có phần không hoạt động', 'Something does not work'), healthAnswer),
  },
});

/** The OpenAPI 3.1 document of an application's described routes. */
export function openApiOf(app: App<PortalEnv>, publicBaseUrl: string) {
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Kết quả',
      version: '1.0.0',
      description: both(
        'Trả kết quả giải quyết thủ tục hành chính. Lỗi là problem details (RFC 9457) với `code` ổn định; chữ là tiếng Việt, hoặc tiếng Anh khi gửi `Accept-Language: en`.',
        'Returns the results of administrative procedures. Errors are RFC 9457 problem details with a stable `code`; texts are Vietnamese, or English with `Accept-Language: en`.',
      ),
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: publicBaseUrl }],
    tags: [
      { name: 'Dossiers', description: both('Hồ sơ', 'Dossiers') },
      { name: 'Results', description: both('Văn bản kết quả', 'Results') },
      {
        name: 'Acts',
        description: both(
          'Việc của người ký, văn thư, người vận hành',
          'What officials, clerks and operators do',
        ),
      },
      { name: 'Post', description: both('Bưu chính công ích', 'Public post') },
      { name: 'Citizens', description: both('Người dân', 'Citizens') },
      { name: 'System', description: both('Hệ thống', 'System') },
    ],
  });
}

/** Components that routes refer to by name, and what other functions answer: health, verification. */
export function registerComponents(app: App<PortalEnv>, example: unknown): void {
  const registry = app.openAPIRegistry;
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: both(
      'Access token của hệ thống đăng nhập; vai trò theo nhóm, hoặc phạm vi ket-qua/integration',
      'Access token of the identity provider; roles by group, or the scope ket-qua/integration',
    ),
  });
  registry.registerComponent('responses', 'Problem', {
    description: both('Lỗi, dạng problem details (RFC 9457)', 'Problem details (RFC 9457)'),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
  registry.register('Problem', problemDetails);
  const { $schema: _dialect, ...schema } = dossierJsonSchema();
  registry.registerComponent('schemas', 'Dossier', {
    ...relocated(schema, '#/components/schemas/Dossier'),
    ...(example !== undefined && { examples: [example] }),
  });
  registry.registerPath(health);
  for (const operation of Object.values(verificationOperations)) registry.registerPath(operation);
}

/** A schema that stands no longer at a document's root: its references into itself follow it. */
function relocated(schema: Record<string, unknown>, place: string): Record<string, unknown> {
  return z
    .record(z.string(), z.unknown())
    .parse(
      JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
        key === '$ref' && typeof value === 'string' ? value.replace(/^#/, place) : value,
      ),
    );
}

/** `/openapi.json` and the schemas of what goes in and of what a result carries. */
export function documentRoutes(whole: App<PortalEnv>, publicBaseUrl: string): OpenAPIHono<PortalEnv> {
  const app = new OpenAPIHono<PortalEnv>();
  app.get('/openapi.json', (c) => c.json(openApiOf(whole, publicBaseUrl), 200, { 'cache-control': HOUR }));
  const schemas = [
    { path: '/schemas/dossier.json', schemaOf: dossierJsonSchema },
    { path: '/schemas/result/1.json', schemaOf: resultJsonSchema },
  ];
  for (const { path, schemaOf } of schemas) {
    app.get(path, (c) =>
      c.json({ ...schemaOf(), $id: `${publicBaseUrl}${path}` }, 200, {
        'content-type': 'application/schema+json',
        'cache-control': HOUR,
      }),
    );
  }
  return app;
}
