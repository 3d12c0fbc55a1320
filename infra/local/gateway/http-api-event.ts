import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { RouteMatch } from './routes.ts';

const TEXT = /^(text\/|application\/(json|javascript|xml|x-www-form-urlencoded|[\w.+-]+\+(json|xml)))/u;

/**
 * The event of an HTTP API, payload format 2.0, as API Gateway makes it: headers in lower case with several
 * values joined by commas, cookies apart, the query decoded, bodies that are no text in base64.
 */
export function httpApiEvent(
  request: IncomingMessage,
  body: Buffer,
  match: RouteMatch,
  accountId: string,
): APIGatewayProxyEventV2 {
  const [rawPath, rawQueryString] = split(request.url ?? '/');
  const { cookie, ...headers } = joined(request.headersDistinct);
  const sourceIp = request.socket.remoteAddress ?? '127.0.0.1';
  const forwarded = headers['x-forwarded-for'];
  const textual = TEXT.test(headers['content-type'] ?? '');
  return {
    version: '2.0',
    routeKey: match.routeKey,
    rawPath: decodeURI(rawPath),
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/; ?/u) }),
    headers: {
      ...headers,
      'x-forwarded-for': forwarded === undefined ? sourceIp : `${forwarded}, ${sourceIp}`,
      'x-forwarded-port': String(request.socket.localPort ?? ''),
      'x-forwarded-proto': 'http',
    },
    ...(rawQueryString === '' ? {} : { queryStringParameters: query(rawQueryString) }),
    ...(Object.keys(match.parameters).length === 0 ? {} : { pathParameters: match.parameters }),
    requestContext: requestContext(request, rawPath, headers, match, accountId),
    ...(body.length === 0 ? {} : { body: textual ? body.toString('utf8') : body.toString('base64') }),
    isBase64Encoded: body.length > 0 && !textual,
  };
}

function requestContext(
  request: IncomingMessage,
  rawPath: string,
  headers: Readonly<Record<string, string>>,
  match: RouteMatch,
  accountId: string,
): APIGatewayProxyEventV2['requestContext'] {
  const now = new Date();
  return {
    accountId,
    apiId: 'embedded',
    domainName: headers['host'] ?? 'localhost',
    domainPrefix: 'embedded',
    http: {
      method: request.method ?? 'GET',
      path: decodeURI(rawPath),
      protocol: `HTTP/${request.httpVersion}`,
      sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
      userAgent: headers['user-agent'] ?? '',
    },
    requestId: randomUUID(),
    routeKey: match.routeKey,
    stage: '$default',
    time: commonLogTime(now),
    timeEpoch: now.getTime(),
  };
}

function split(url: string): [string, string] {
  const mark = url.indexOf('?');
  return mark === -1 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}

function joined(headers: NodeJS.Dict<string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, values = []]) => [name, values.join(name === 'cookie' ? '; ' : ',')]),
  );
}

function query(raw: string): Record<string, string> {
  const parameters = new URLSearchParams(raw);
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name).join(',')]),
  );
}

/** `24/Nov/2026:03:26:00 +0000`, as access logs write it. */
function commonLogTime(now: Date): string {
  const [, day, month, year, time] = now.toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}
