import { request as rawRequest } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listen } from '../http/listen.ts';
import type { Listening } from '../http/listen.ts';
import type { LambdaRunner } from '../lambda/runner.ts';
import { httpApi } from './gateway.ts';
import { routeTable } from './routes.ts';

let gateway: Listening;
let answer: unknown;
let seen: { functionName: string; event: APIGatewayProxyEventV2 }[];

const spec = { entry: '', timeoutSeconds: 1, memoryMb: 128, environment: [] };
const runner: LambdaRunner = {
  functions: [
    { ...spec, name: 'download', routes: ['GET /download/{ticket}'] },
    { ...spec, name: 'api', routes: ['$default'] },
    { ...spec, name: 'step' },
  ],
  invoke: async (functionName, event) => {
    seen.push({ functionName, event: event as APIGatewayProxyEventV2 });
    return answer === 'broken'
      ? { functionError: { errorType: 'Error', errorMessage: '', trace: [] } }
      : { payload: answer };
  },
  close: async () => undefined,
};

beforeAll(async () => {
  gateway = await listen(httpApi(runner, '000000000000'), 0);
});
afterAll(() => gateway.close());
beforeEach(() => {
  answer = { statusCode: 200, body: 'được' };
  seen = [];
});

const event = () => seen[0]!.event;

describe('the event', () => {
  it('has format 2.0: cookies apart, repeated values joined, the caller’s address', async () => {
    await fetch(`${gateway.url}/tra-cuu?a=1&a=2&t=Ho%C3%A0`, {
      headers: {
        cookie: 'x=1; y=2',
        'X-Forwarded-For': '203.0.113.7',
        'X-Two': '1',
      },
    });
    expect(event()).toMatchObject({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/tra-cuu',
      rawQueryString: 'a=1&a=2&t=Ho%C3%A0',
      cookies: ['x=1', 'y=2'],
      queryStringParameters: { a: '1,2', t: 'Hoà' },
      isBase64Encoded: false,
    });
    expect(event().headers).toMatchObject({ 'x-two': '1', 'x-forwarded-for': '203.0.113.7, 127.0.0.1' });
    expect(event().headers).not.toHaveProperty('cookie');
    expect(event().requestContext.http).toMatchObject({ method: 'GET', sourceIp: '127.0.0.1' });
  });

  it('carries text as it is and bytes in base64', async () => {
    await fetch(gateway.url, {
      method: 'POST',
      body: '{"tên":"Ổn"}',
      headers: { 'content-type': 'application/json' },
    });
    await fetch(gateway.url, {
      method: 'POST',
      body: new Uint8Array([0, 255]),
      headers: { 'content-type': 'application/pdf' },
    });
    expect(seen.map(({ event }) => [event.body, event.isBase64Encoded])).toEqual([
      ['{"tên":"Ổn"}', false],
      ['AP8=', true],
    ]);
  });

  it('goes to the function whose route fits best', async () => {
    await fetch(`${gateway.url}/download/v%C3%A9`);
    await fetch(`${gateway.url}/download/a/b`);
    await fetch(`${gateway.url}/download/a`, { method: 'POST' });
    expect(seen.map(({ functionName }) => functionName)).toEqual(['download', 'api', 'api']);
    expect(event().pathParameters).toEqual({ ticket: 'vé' });
  });
});

describe('the response', () => {
  it('keeps status, headers, several cookies and bytes', async () => {
    answer = {
      statusCode: 201,
      headers: { 'content-type': 'image/png', location: '/x' },
      cookies: ['a=1; Path=/', 'b=2; Path=/'],
      body: 'AP8=',
      isBase64Encoded: true,
    };
    const response = await fetch(gateway.url);
    expect(response.status).toBe(201);
    expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2; Path=/']);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([0, 255]));
  });

  it('is 500 with a message and no detail when the function fails or answers nonsense', async () => {
    answer = 'broken';
    const failed = await fetch(gateway.url);
    expect([failed.status, await failed.json()]).toEqual([500, { message: 'Internal Server Error' }]);
    answer = { statusCode: 'hai trăm' };
    expect((await fetch(gateway.url)).status).toBe(500);
  });

  it('is a 200 with JSON when the function answers without a status', async () => {
    answer = { ổn: true };
    const response = await fetch(gateway.url);
    expect([response.status, await response.json()]).toEqual([200, { ổn: true }]);
  });
});

describe('the limits', () => {
  it('refuse more than ten megabytes before any function is called', async () => {
    const body = new Uint8Array(10 * 1024 * 1024 + 1);
    const response = await fetch(gateway.url, { method: 'POST', body }).catch(() => undefined);
    expect(response === undefined || response.status === 413).toBe(true);
    expect(seen).toEqual([]);
  });

  it('refuse more than ten kilobytes of headers', async () => {
    const response = await fetch(gateway.url, { headers: { 'x-long': 'x'.repeat(10_300) } });
    expect(response.status).toBe(431);
  });

  it('refuse a path that cannot be decoded', async () => {
    const status = await new Promise((resolve) => {
      rawRequest(`${gateway.url}/%ff`, (response) => resolve(response.statusCode)).end();
    });
    expect(status).toBe(400);
  });
});

describe('routes', () => {
  it('are chosen whole before variable before greedy before $default', () => {
    const route = routeTable([
      { ...spec, name: 'rest', routes: ['ANY /files/{path+}', '$default'] },
      { ...spec, name: 'one', routes: ['GET /files/{id}'] },
      { ...spec, name: 'list', routes: ['GET /files/all'] },
    ]);
    const chosen = ['/files/all', '/files/7', '/files/7/8', '/khac'].map(
      (path) => route('GET', path)?.routeKey,
    );
    expect(chosen).toEqual(['GET /files/all', 'GET /files/{id}', 'ANY /files/{path+}', '$default']);
  });
});
