import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyTooLarge, readBody } from './body.ts';
import { sendBytes } from './respond.ts';
import { ZodError } from 'zod';

/** A refusal as AWS services phrase it: a type name, a message and an HTTP status. */
export class AwsServiceError extends Error {
  override readonly name = 'AwsServiceError';
  readonly type: string;
  readonly status: number;

  constructor(type: string, message: string, status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

/** One operation: takes the parsed request document, answers the response document or a promise of it. */
export type AwsOperation = (input: unknown) => unknown;

const MAX_BODY = 1024 * 1024;

/**
 * Handler for the AWS JSON 1.1 protocol: `X-Amz-Target: <prefix>.<Operation>`, JSON in, JSON out, errors
 * as `{"__type", "message"}`.
 */
export function awsJsonHandler(prefix: string, operations: ReadonlyMap<string, AwsOperation>) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const target = String(request.headers['x-amz-target'] ?? '');
    try {
      const body = await readBody(request, MAX_BODY);
      const operation = target.startsWith(`${prefix}.`)
        ? operations.get(target.slice(prefix.length + 1))
        : undefined;
      if (operation === undefined) {
        throw new AwsServiceError('UnknownOperationException', `Unknown operation ${target}`);
      }
      send(response, 200, await operation(parse(body)));
    } catch (error) {
      const refusal = asServiceError(error);
      send(response, refusal.status, { __type: refusal.type, message: refusal.message });
    }
  };
}

function parse(body: Buffer): unknown {
  try {
    return body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsServiceError('SerializationException', 'The request is not JSON.');
  }
}

function asServiceError(error: unknown): AwsServiceError {
  if (error instanceof AwsServiceError) return error;
  if (error instanceof BodyTooLarge) return new AwsServiceError('ValidationException', error.message, 413);
  if (error instanceof ZodError) {
    const issue = error.issues[0];
    return new AwsServiceError(
      'ValidationException',
      `1 validation error detected at '${issue?.path.join('.') ?? ''}': ${issue?.message ?? ''}`,
    );
  }
  const message = error instanceof Error ? error.message : String(error);
  return new AwsServiceError('InternalFailure', message, 500);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const bytes = body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body));
  sendBytes(response, status, 'application/x-amz-json-1.1', bytes, { 'x-amzn-requestid': randomUUID() });
}
