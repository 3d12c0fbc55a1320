import type { FunctionSpec } from '../../functions.ts';

/** Which function answers a request, and by which of its routes. */
export interface RouteMatch {
  readonly functionName: string;
  readonly routeKey: string;
  readonly parameters: Record<string, string>;
}

interface Route {
  readonly functionName: string;
  readonly routeKey: string;
  readonly method: string;
  readonly segments: readonly string[];
}

/** Routes of an HTTP API: `METHOD /path/{name}`, `ANY …`, a greedy `{name+}` last, and `$default`. */
export function routeTable(
  functions: readonly FunctionSpec[],
): (method: string, path: string) => RouteMatch | undefined {
  const routes = functions.flatMap(({ name, routes: keys = [] }) => keys.map((key) => parseRoute(name, key)));
  const ranked = routes.sort((a, b) => rank(a) - rank(b));
  return (method, path) => {
    const segments = path.split('/').slice(1).map(decoded);
    for (const route of ranked) {
      const parameters = matches(route, method, segments);
      if (parameters !== undefined) {
        return { functionName: route.functionName, routeKey: route.routeKey, parameters };
      }
    }
    return undefined;
  };
}

function parseRoute(functionName: string, routeKey: string): Route {
  const [method = '', path = ''] = routeKey.split(' ');
  return { functionName, routeKey, method, segments: path.split('/').slice(1) };
}

/** API Gateway prefers whole matches, then greedy ones, then `$default`. */
function rank(route: Route): number {
  if (route.routeKey === '$default') return 1000;
  const variables = route.segments.filter((segment) => segment.startsWith('{')).length;
  return (
    (route.segments.at(-1)?.endsWith('+}') === true ? 100 : 0) +
    variables +
    (route.method === 'ANY' ? 0.5 : 0)
  );
}

function matches(route: Route, method: string, segments: string[]): Record<string, string> | undefined {
  if (route.routeKey === '$default') return {};
  if (route.method !== 'ANY' && route.method !== method) return undefined;
  const greedy = route.segments.at(-1)?.endsWith('+}') === true;
  if (greedy ? segments.length < route.segments.length : segments.length !== route.segments.length)
    return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, pattern] of route.segments.entries()) {
    const rest = pattern.endsWith('+}');
    const value = rest ? segments.slice(index).join('/') : (segments[index] ?? '');
    if (!pattern.startsWith('{')) {
      if (pattern !== value) return undefined;
    } else parameters[pattern.slice(1, rest ? -2 : -1)] = value;
  }
  return parameters;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
