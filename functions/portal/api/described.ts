import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi';
import type { Handler } from 'hono';
import type { PortalEnv } from '../http/portal-env.ts';

const PROBLEM = { $ref: '#/components/responses/Problem' };

/** Responses that are problem details, by status; any request may meet a broken world. */
export function problems(...statuses: readonly number[]): Record<number, typeof PROBLEM> {
  return Object.fromEntries([...statuses, 500].map((status) => [status, PROBLEM]));
}

/** A response of JSON of a schema. */
export function json<Schema>(description: string, schema: Schema) {
  return { description, content: { 'application/json': { schema } } };
}

/** Callers prove themselves with a bearer token; reading also works with a session of the portal. */
export const secured = [{ bearer: [] }];

/** Adds a route to the application and to its OpenAPI document. The handler checks the input itself. */
export function described(
  app: OpenAPIHono<PortalEnv>,
  route: RouteConfig,
  handler: Handler<PortalEnv>,
): void {
  app.openAPIRegistry.registerPath(route);
  app.on(route.method, route.path.replaceAll(/\{(\w+)\}/g, ':$1'), handler);
}
