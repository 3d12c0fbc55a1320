import { request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from '../../infra/local/http/listen.ts';

/** One request to an AWS service, named as the SDK names it, and the function that makes it. */
export interface AwsCall {
  readonly service: string;
  readonly operation: string;
  /** undefined for what the stack itself asks, such as making the table */
  readonly caller: string | undefined;
}

export interface AwsProxy {
  readonly url: string;
  close(): Promise<void>;
}

/** Sees a call before it passes; may answer it in the service's place, or add to the answer's headers. */
export type Watch = (call: AwsCall, request: IncomingMessage, response: ServerResponse) => void;

/** Stands before one service and says what passes; the service sees the requests unchanged. */
export async function startAwsProxy(service: string, target: string, watch: Watch): Promise<AwsProxy> {
  return listen((request, response) => {
    watch({ service, operation: operationOf(request), caller: callerOf(request) }, request, response);
    return response.writableEnded ? undefined : pass(request, response, new URL(target));
  }, 0);
}

function operationOf(request: IncomingMessage): string {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return target.slice(target.lastIndexOf('.') + 1);
  const byMethod: Record<string, string> = {
    GET: 'GetObject',
    PUT: 'PutObject',
    HEAD: 'HeadObject',
    POST: 'SendEmail',
  };
  return byMethod[request.method ?? ''] ?? request.method ?? '';
}

/**
 * A function's name as the SDK gives it; Powertools adds a mark in capitals. A presigned address is asked by a
 * browser, with the rights of the one function that gives such away.
 */
function callerOf({ headers, url }: IncomingMessage): string | undefined {
  if (new URL(url ?? '/', 'http://aws').searchParams.has('X-Amz-Signature')) return 'download';
  return /(?:^| )app\/([a-z]+(?:-[a-z]+)*)/.exec(headers['user-agent'] ?? '')?.[1];
}

/** Hands a request on unchanged, and its answer back. */
export function pass(request: IncomingMessage, response: ServerResponse, target: URL): Promise<void> {
  return new Promise((resolve) => {
    const { method, headers, url: path } = request;
    const onward = forward({ host: target.hostname, port: target.port, method, headers, path }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on('end', resolve);
    });
    onward.on('error', () => {
      response.destroy();
      resolve();
    });
    request.pipe(onward);
  });
}
