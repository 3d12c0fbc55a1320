import { OpenAPIHono, z, type OpenAPIHono as App } from '@hono/zod-openapi';
import { dossierJsonSchema } from '../../intake/index.ts';
import { problemDetails } from '../http/problem.ts';
import type { PortalEnv } from '../http/portal-env.ts';

const HOUR = 'public, max-age=3600';

/** The OpenAPI 3.1 document of an application's described routes. */
export function openApiOf(app: App<PortalEnv>, publicBaseUrl: string) {
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Kết quả',
      version: '1.0.0',
      description:
        'Returns the results of administrative procedures. Errors are RFC 9457 problem details with a stable `code`; texts are Vietnamese, or English with `Accept-Language: en`.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: publicBaseUrl }],
    tags: [
      { name: 'Dossiers', description: 'Hồ sơ' },
      { name: 'Results', description: 'Văn bản kết quả' },
      { name: 'Acts', description: 'Việc của người ký, văn thư, người vận hành' },
      { name: 'Post', description: 'Bưu chính công ích' },
      { name: 'Citizens', description: 'Người dân' },
      { name: 'System', description: 'Hệ thống' },
    ],
  });
}

/** Components that routes refer to by name. */
export function registerComponents(app: App<PortalEnv>): void {
  const registry = app.openAPIRegistry;
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'Access token of the identity provider; roles by group, or the scope ket-qua/integration',
  });
  registry.registerComponent('responses', 'Problem', {
    description: 'Problem details (RFC 9457)',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
  registry.register('Problem', problemDetails);
  const { $schema: _dialect, ...schema } = dossierJsonSchema();
  registry.registerComponent('schemas', 'Dossier', relocated(schema, '#/components/schemas/Dossier'));
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

/** `/openapi.json` and `/schemas/dossier.json`. */
export function documentRoutes(whole: App<PortalEnv>, publicBaseUrl: string): OpenAPIHono<PortalEnv> {
  const app = new OpenAPIHono<PortalEnv>();
  app.get('/openapi.json', (c) => c.json(openApiOf(whole, publicBaseUrl), 200, { 'cache-control': HOUR }));
  app.get('/schemas/dossier.json', (c) =>
    c.json({ ...dossierJsonSchema(), $id: `${publicBaseUrl}/schemas/dossier.json` }, 200, {
      'content-type': 'application/schema+json',
      'cache-control': HOUR,
    }),
  );
  return app;
}
