import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../http/listen.ts';
import type { Listening } from '../http/listen.ts';
import { invokeApi } from './invoke-api.ts';
import { startRunner } from './runner.ts';
import type { LambdaRunner } from './runner.ts';

const source = `
let served = 0;
class TsaUnavailable extends Error { name = 'TsaUnavailable'; }
export async function handler(event, context) {
  served += 1;
  console.log('phục vụ', event.do);
  if (event.do === 'throw') throw new TsaUnavailable('không trả lời');
  if (event.do === 'throw-text') throw 'chữ';
  if (event.do === 'exit') process.exit(3);
  if (event.do === 'hang') await new Promise(() => setInterval(() => {}, 1000));
  if (event.do === 'spin') for (;;);
  if (event.do === 'nothing') return undefined;
  if (event.do === 'huge') return 'x'.repeat(7 * 1024 * 1024);
  await new Promise((resolve) => setTimeout(resolve, 20));
  return { served, table: process.env.TABLE_NAME, home: process.env.HOME,
    redelivered: context.clientContext?.custom?.redelivered, left: context.getRemainingTimeInMillis() > 0 };
}`;

let directory: string;
let runner: LambdaRunner;
let api: Listening;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lambda-'));
  for (const name of ['probe', 'broken']) await mkdir(join(directory, name), { recursive: true });
  await writeFile(join(directory, 'probe', 'index.mjs'), source);
  await writeFile(join(directory, 'broken', 'index.mjs'), 'throw new RangeError("hỏng khi nạp");');
  const spec = { entry: '', memoryMb: 128, timeoutSeconds: 0.5, environment: ['TABLE_NAME'] };
  runner = await startRunner({
    functions: [
      { ...spec, name: 'probe' },
      { ...spec, name: 'broken' },
    ],
    bundleDirectory: (name) => join(directory, name),
    environment: () => ({ TABLE_NAME: 'bảng' }),
    logDirectory: join(directory, 'logs'),
    compileCache: join(directory, 'compiled'),
  });
  api = await listen(invokeApi(runner), 0);
});
afterAll(async () => {
  await api.close();
  await runner.close();
});

const invoke = (name: string, init: RequestInit = {}) =>
  fetch(`${api.url}/2015-03-31/functions/${name}/invocations`, { method: 'POST', body: '{}', ...init });

describe('a function', () => {
  it('sees its own environment and no other', async () => {
    const answer = await runner.invoke('probe', { do: 'work' });
    expect(answer).toMatchObject({ payload: { table: 'bảng', left: true } });
    expect(answer).not.toHaveProperty('payload.home');
  });

  it('is told of a redelivery through the client context', async () => {
    const answer = await runner.invoke('probe', {}, { clientContext: { custom: { redelivered: true } } });
    expect(answer).toMatchObject({ payload: { redelivered: true } });
  });

  it('fails by the name of its error', async () => {
    const answer = await runner.invoke('probe', { do: 'throw' });
    expect(answer).toMatchObject({
      functionError: { errorType: 'TsaUnavailable', errorMessage: 'không trả lời' },
    });
    expect(await runner.invoke('probe', { do: 'throw-text' })).toMatchObject({
      functionError: { errorType: 'string', errorMessage: 'chữ' },
    });
  });

  it('answers null for undefined, through JSON', async () => {
    expect(await runner.invoke('probe', { do: 'nothing' })).toEqual({ payload: null });
  });

  it.each(['hang', 'spin'])(
    'that has to %s is ended at its timeout, and the next event is served',
    async (how) => {
      expect(await runner.invoke('probe', { do: how })).toMatchObject({
        functionError: { errorType: 'Sandbox.Timedout' },
      });
      expect(await runner.invoke('probe', {})).toHaveProperty('payload');
    },
  );

  it('that ends its process fails alone, and the next event is served', async () => {
    expect(await runner.invoke('probe', { do: 'exit' })).toMatchObject({
      functionError: { errorType: 'Runtime.ExitError' },
    });
    expect(await runner.invoke('probe', {})).toHaveProperty('payload');
  });

  it('that cannot be loaded says why', async () => {
    expect(await runner.invoke('broken', {})).toMatchObject({ functionError: { errorType: 'RangeError' } });
  });

  it('may not answer more than six megabytes, nor be sent more', async () => {
    expect(await runner.invoke('probe', { do: 'huge' })).toMatchObject({
      functionError: { errorType: 'Function.ResponseSizeTooLarge' },
    });
    await expect(runner.invoke('probe', 'x'.repeat(7 * 1024 * 1024))).rejects.toMatchObject({
      name: 'RequestTooLargeException',
    });
  });

  it('serves many events at once, each sandbox one at a time, and writes its log', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => runner.invoke('probe', {})));
    expect(answers.every((answer) => 'payload' in answer)).toBe(true);
    const log = await readFile(join(directory, 'logs', 'probe.log'), 'utf8');
    expect(log).toContain('phục vụ throw');
    expect(log).toContain('ERROR Invoke Error {"errorType":"TsaUnavailable"');
  });
});

describe('Invoke over HTTP', () => {
  it('answers the payload, or the error with its header', async () => {
    expect(await (await invoke('probe')).json()).toMatchObject({ table: 'bảng' });
    const failed = await invoke('probe', { body: '{"do":"throw"}' });
    expect(failed.status).toBe(200);
    expect(failed.headers.get('x-amz-function-error')).toBe('Unhandled');
  });

  it('knows functions by name and ARN only', async () => {
    const arn = encodeURIComponent('arn:aws:lambda:ap-southeast-1:000000000000:function:probe');
    expect((await invoke(arn)).status).toBe(200);
    expect((await invoke('khong-co')).status).toBe(404);
    expect((await invoke('probe', { body: '{' })).status).toBe(400);
  });
});
