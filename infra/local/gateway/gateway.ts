import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyTooLarge, readBody } from '../http/body.ts';
import { sendJson } from '../http/respond.ts';
import type { LambdaRunner } from '../lambda/runner.ts';
import { RequestTooLarge } from '../lambda/function-pool.ts';
import { httpApiEvent } from './http-api-event.ts';
import { sendHttpApiResponse } from './http-api-response.ts';
import { routeTable } from './routes.ts';

/** What API Gateway takes and how long it waits (HTTP API quotas). */
const MAX_REQUEST = 10 * 1024 * 1024;
const MAX_HEADERS = 10_240;
const MAX_SECONDS = 30;

/** An HTTP API in front of the functions' routes, with API Gateway's limits and refusals. */
export function httpApi(runner: LambdaRunner, accountId: string) {
  const route = routeTable(runner.functions);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (headerBytes(request) > MAX_HEADERS) return refuse(response, 431, 'Request Header Fields Too Large');
    if (!isDecodable(path)) return refuse(response, 400, 'Bad Request');
    const match = route(request.method ?? 'GET', path);
    if (match === undefined) return refuse(response, 404, 'Not Found');
    try {
      const body = await readBody(request, MAX_REQUEST);
      const event = httpApiEvent(request, body, match, accountId);
      const answer = await within(MAX_SECONDS, runner.invoke(match.functionName, event));
      if (answer === undefined) return refuse(response, 504, 'Gateway Timeout');
      const sent = 'payload' in answer && sendHttpApiResponse(response, answer.payload);
      if (!sent) refuse(response, 500, 'Internal Server Error');
    } catch (error) {
      if (!(error instanceof BodyTooLarge) && !(error instanceof RequestTooLarge)) throw error;
      response.setHeader('connection', 'close');
      refuse(response, 413, 'Request Too Long');
    }
  };
}

function headerBytes(request: IncomingMessage): number {
  return request.rawHeaders.reduce((sum, part) => sum + Buffer.byteLength(part), 0);
}

function isDecodable(path: string): boolean {
  try {
    decodeURI(path);
    return true;
  } catch {
    return false;
  }
}

async function within<T>(seconds: number, work: Promise<T>): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), seconds * 1000);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function refuse(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, { message });
}
