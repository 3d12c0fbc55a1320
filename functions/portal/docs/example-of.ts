import { resolve, type ApiDocument, type PlacedOperation, type SchemaNode } from './openapi.ts';

/** Values of a form that its name alone gives. */
const BY_FORMAT: ReadonlyMap<string, string> = new Map([
  ['date', '2026-11-24'],
  ['date-time', '2026-11-24T02:00:00.000Z'],
  ['uri', 'https://ketqua.example.gov.vn/v/k7q2m9x4w8r3t6y5n2b8v4c7p3'],
  ['email', 'hanh@example.vn'],
]);

/** A value of a schema: the example it names, else the first of everything it allows. */
export function exampleOf(document: ApiDocument, schema: SchemaNode): unknown {
  const whole = resolve(document, schema);
  const named = whole.example ?? whole.examples?.[0] ?? whole.const ?? whole.enum?.[0];
  if (named !== undefined) return named;
  const first = whole.anyOf?.[0] ?? whole.oneOf?.[0] ?? whole.allOf?.[0];
  if (first) return exampleOf(document, first);
  if (whole.properties) {
    const fields = Object.entries(whole.properties);
    return Object.fromEntries(fields.map(([name, each]) => [name, exampleOf(document, each)]));
  }
  if (whole.items) return [exampleOf(document, whole.items)];
  return plainExample(whole);
}

function plainExample({ type, format, minimum }: SchemaNode): unknown {
  switch ([type].flat()[0]) {
    case 'string':
      return BY_FORMAT.get(format ?? '') ?? '…';
    case 'integer':
    case 'number':
      return Math.max(1, minimum ?? 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return {};
  }
}

/** What an operation's body looks like, as its own example or its schema's. */
function bodyExample(document: ApiDocument, operation: PlacedOperation): unknown {
  const body = operation.requestBody?.content['application/json'];
  if (!body) return undefined;
  return body.example ?? exampleOf(document, body.schema);
}

/** The operation as a command for a shell, with the token in a variable. */
export function curlOf(document: ApiDocument, operation: PlacedOperation): string {
  const { method, path, parameters } = operation;
  const valueOf = (name: string) => {
    const known = parameters.find((each) => each.name === name);
    return known ? String(exampleOf(document, known.schema)) : name;
  };
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(valueOf(name)));
  const body = bodyExample(document, operation);
  return [
    `curl '${document.servers[0]?.url ?? ''}${filled}'`,
    ...(operation.security ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...(method === 'get' || body !== undefined ? [] : [`-X ${method.toUpperCase()}`]),
    ...(body === undefined
      ? []
      : ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(body, null, 2)}'`]),
  ].join(' \\\n  ');
}
