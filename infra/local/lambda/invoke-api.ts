import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyTooLarge, readBody } from '../http/body.ts';
import { sendBytes, sendJson } from '../http/respond.ts';
import { FunctionUnknown } from './runner.ts';
import type { LambdaRunner } from './runner.ts';
import { RequestTooLarge, SYNCHRONOUS_LIMIT } from './function-pool.ts';

const PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/u;

/** Lambda's Invoke over HTTP, for the AWS CLI and SDKs: RequestResponse, Event and DryRun. */
export function invokeApi(runner: LambdaRunner) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const name = PATH.exec(new URL(request.url ?? '/', 'http://lambda').pathname)?.[1];
    if (request.method !== 'POST' || name === undefined) {
      return refuse(response, 404, 'ResourceNotFoundException', 'The embedded Lambda has Invoke only.');
    }
    try {
      const body = await readBody(request, SYNCHRONOUS_LIMIT);
      const payload = body.length === 0 ? {} : parse(body.toString('utf8'));
      const context = clientContextOf(request.headers['x-amz-client-context']);
      await serve(runner, response, decodeURIComponent(name), payload, context, invocationType(request));
    } catch (error) {
      if (error instanceof FunctionUnknown) return refuse(response, 404, error.name, error.message);
      if (error instanceof BodyTooLarge || error instanceof RequestTooLarge) {
        return refuse(response, 413, 'RequestTooLargeException', error.message);
      }
      if (error instanceof SyntaxError) {
        return refuse(response, 400, 'InvalidRequestContentException', error.message);
      }
      throw error;
    }
  };
}

async function serve(
  runner: LambdaRunner,
  response: ServerResponse,
  name: string,
  payload: unknown,
  clientContext: unknown,
  type: string,
): Promise<void> {
  const headers = { 'x-amzn-requestid': randomUUID(), 'x-amz-executed-version': '$LATEST' };
  if (type === 'DryRun') return sendBytes(response, 204, 'application/json', Buffer.alloc(0), headers);
  const result = runner.invoke(name, payload, { clientContext });
  if (type === 'Event') {
    result.catch((error: unknown) => process.emitWarning(String(error)));
    return sendBytes(response, 202, 'application/json', Buffer.alloc(0), headers);
  }
  const answer = await result;
  if ('payload' in answer) return sendJson(response, 200, answer.payload, headers);
  sendJson(response, 200, answer.functionError, { ...headers, 'x-amz-function-error': 'Unhandled' });
}

function invocationType(request: IncomingMessage): string {
  return String(request.headers['x-amz-invocation-type'] ?? 'RequestResponse');
}

function parse(text: string): unknown {
  return JSON.parse(text);
}

function clientContextOf(header: string | string[] | undefined): unknown {
  return typeof header === 'string' ? parse(Buffer.from(header, 'base64').toString('utf8')) : undefined;
}

function refuse(response: ServerResponse, status: number, type: string, message: string): void {
  sendJson(response, status, { Type: 'User', Message: message }, { 'x-amzn-errortype': type });
}
