import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleFunctions } from '../../infra/build/bundle.ts';
import { bundleLimitBytes } from '../../infra/build/bundle-limit.ts';
import { functions } from '../../infra/functions.ts';
import { workflowFunctions } from '../../infra/workflow-settings.ts';

const run = promisify(execFile);
const steps = new Set<string>(Object.values(workflowFunctions));

/** What Lambda sets, as far as a function may rely on it; nothing listens at these addresses. */
const environment = {
  AWS_REGION: 'ap-southeast-1',
  AWS_ACCESS_KEY_ID: 'nobody',
  AWS_SECRET_ACCESS_KEY: 'nothing',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  TABLE_NAME: 'table',
  WORK_BUCKET: 'work',
  ARCHIVE_BUCKET: 'archive',
  PUBLIC_BASE_URL: 'https://ket-qua.example',
  STATE_MACHINE_ARN: 'arn:aws:states:ap-southeast-1:123456789012:stateMachine:return-of-results',
  OIDC_ISSUER: 'http://127.0.0.1:9/issuer',
  OIDC_CLIENT_ID: 'portal',
  TSA_URLS: 'http://127.0.0.1:9/',
  LINK_KEY_ID: 'link',
  LINK_DAYS: '30',
  EMAIL_FROM: 'ket-qua@ket-qua.example',
  ORIGIN_SECRETS: '',
};

const script = `
  const { handler } = await import(process.argv[1]);
  const about = { kind: typeof handler, parameters: handler.length };
  try {
    about.answer = await handler(JSON.parse(process.argv[2]), { getRemainingTimeInMillis: () => 30000, awsRequestId: 'r' });
  } catch (error) {
    about.error = error.name;
  }
  process.stdout.write('\\n' + JSON.stringify(about) + '\\n');
  process.exit(0);
`;

interface About {
  kind: string;
  parameters: number;
  error?: string;
  answer?: { statusCode?: number };
}

describe('every function', () => {
  let elsewhere: string;

  beforeAll(async () => {
    elsewhere = await mkdtemp(path.join(tmpdir(), 'bundles-'));
    for (const { name, directory } of await bundleFunctions()) {
      await cp(directory, path.join(elsewhere, name), { recursive: true });
    }
  }, 120_000);

  afterAll(async () => {
    await rm(elsewhere, { recursive: true, force: true });
  });

  async function invoke(name: string, event: unknown): Promise<About> {
    const directory = path.join(elsewhere, name);
    const { stdout } = await run(
      process.execPath,
      ['--input-type=module', '-e', script, path.join(directory, 'index.mjs'), JSON.stringify(event)],
      { cwd: directory, env: { ...environment, TEMPLATES_DIR: path.join(directory, 'templates') } },
    );
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as About;
  }

  it.each(functions.filter(({ name }) => steps.has(name)))(
    '$name runs outside the repository and refuses a payload it does not know',
    async ({ name }) => {
      expect(await invoke(name, { v: 2, code: 'H26.14-260101-0001' })).toEqual({
        kind: 'function',
        parameters: expect.toSatisfy((count: number) => count <= 2) as number,
        error: 'StepInputInvalid',
      });
    },
  );

  it.each(functions.filter(({ name }) => name === 'sweep' || name === 'reconcile'))(
    '$name runs outside the repository and says when AWS does not answer',
    async ({ name }) => {
      const { kind, parameters, error } = await invoke(name, { source: 'aws.scheduler' });
      expect({ kind, error }).toEqual({ kind: 'function', error: 'AwsUnavailable' });
      expect(parameters).toBeLessThanOrEqual(2);
    },
    30_000,
  );

  it.each([
    ['api', '/openapi.json', 200],
    ['api', '/no-such-page', 404],
    ['download', '/download/forged', 404],
  ])('%s runs outside the repository and answers GET %s with %i', async (name, address, status) => {
    const { parameters, answer } = await invoke(name, httpRequest(address));
    expect(answer?.statusCode).toBe(status);
    expect(parameters).toBeLessThanOrEqual(2);
  });

  it('weighs a megabyte at most', async () => {
    const heavy = (await bundleFunctions()).filter(({ bytes }) => bytes > bundleLimitBytes);
    expect(heavy.map(({ name, bytes }) => `${name}: ${bytes}`)).toEqual([]);
  });
});

/** A request as API Gateway's payload format 2.0 hands it to a function. */
function httpRequest(address: string): object {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: address,
    rawQueryString: '',
    headers: { host: 'ket-qua.example', accept: 'application/json' },
    requestContext: {
      http: { method: 'GET', path: address, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'r',
      stage: '$default',
      domainName: 'ket-qua.example',
      timeEpoch: 0,
    },
    isBase64Encoded: false,
  };
}
