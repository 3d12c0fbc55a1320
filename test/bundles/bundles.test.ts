import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleFunctions } from '../../infra/build/bundle.ts';
import { bundleLimitBytes } from '../../infra/build/bundle-limit.ts';
import { functions, type FunctionSpec } from '../../infra/functions.ts';
import { rateEnvironment, rates } from '../../infra/rates.ts';
import { startDynamoDb } from '../../infra/local/dynamodb/server.ts';
import type { Listening } from '../../infra/local/http/listen.ts';
import { provisionTable } from '../../infra/local/provision.ts';
import { specOf } from '../../infra/stacks/product-function.ts';
import { workflows } from '../../infra/workflow-definition.ts';

const run = promisify(execFile);
const steps = new Set<string>(
  Object.values(workflows).flatMap(({ functions: called }) => Object.values(called)),
);

const region = 'ap-southeast-1';

/** A value for each variable; a function is given those that infra/functions.ts lists for it, and no other. */
const values: Readonly<Record<string, string>> = {
  TABLE_NAME: 'table',
  WORK_BUCKET: 'work',
  ARCHIVE_BUCKET: 'archive',
  PUBLIC_BASE_URL: 'https://ket-qua.example',
  STATE_MACHINE_ARN: `arn:aws:states:${region}:123456789012:stateMachine:return-of-results`,
  OIDC_ISSUER: 'http://127.0.0.1:9/issuer',
  OIDC_CLIENT_ID: 'portal',
  TSA_URLS: 'http://127.0.0.1:9/',
  LINK_KEY_ID: 'link',
  HEALTH_KEY_ID: 'health',
  SECRETS_KEY_ID: 'secrets',
  LINK_DAYS: '30',
  ALGORITHM_ENDS: '{}',
  RENEWAL_HORIZON_DAYS: '90',
  REVOCATION_MAX_AGE_HOURS: '192',
  REVOCATION_CACHE_MINUTES: '10',
  EMAIL_FROM: 'ket-qua@ket-qua.example',
  ORIGIN_SECRETS: '',
  TOKEN_AGENT_PORT: '27631',
  ...rateEnvironment(rates.parse({})),
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
  let dynamodb: Listening;

  beforeAll(async () => {
    elsewhere = await mkdtemp(path.join(tmpdir(), 'bundles-'));
    for (const { name, directory } of await bundleFunctions()) {
      await cp(directory, path.join(elsewhere, 'functions', name), { recursive: true });
    }
    const directory = path.join(elsewhere, 'dynamodb');
    dynamodb = await startDynamoDb({ directory, port: 0, region, accountId: '123456789012' });
    const credentials = { accessKeyId: 'nobody', secretAccessKey: 'nothing' };
    const client = new DynamoDBClient({ endpoint: dynamodb.url, region, credentials });
    await provisionTable(client, 'table');
    client.destroy();
  }, 120_000);

  afterAll(async () => {
    await dynamodb.close();
    await rm(elsewhere, { recursive: true, force: true });
  });

  async function invoke(spec: FunctionSpec, event: unknown): Promise<About> {
    const directory = path.join(elsewhere, 'functions', spec.name);
    const given = { ...values, TEMPLATES_DIR: path.join(directory, 'templates') };
    const own = Object.entries(given).filter(([name]) => spec.environment.includes(name));
    const env = {
      ...Object.fromEntries(own),
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: 'nobody',
      AWS_SECRET_ACCESS_KEY: 'nothing',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_ENDPOINT_URL_DYNAMODB: dynamodb.url,
    };
    const file = path.join(directory, 'index.mjs');
    const call = ['--input-type=module', '-e', script, file, JSON.stringify(event)];
    // A crash prints the line it happened in, which in a bundle is the whole bundle.
    const { stdout } = await run(process.execPath, call, { cwd: directory, env }).catch((error: Error) => {
      throw new Error(`${spec.name}: ${/^\w*(Error|Invalid|Missing)\w*:.*$/m.exec(error.message)?.[0]}`);
    });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as About;
  }

  it.each(functions.filter(({ name }) => steps.has(name)))(
    '$name runs outside the repository and refuses a payload it does not know',
    async (spec) => {
      expect(await invoke(spec, { v: 2, code: 'H26.14-260101-0001' })).toEqual({
        kind: 'function',
        parameters: expect.toSatisfy((count: number) => count <= 2) as number,
        error: 'StepInputInvalid',
      });
    },
  );

  it('sweep runs outside the repository and finds nothing to do in an empty table', async () => {
    const { parameters, error } = await invoke(specOf('sweep'), { source: 'aws.events', detail: {} });
    expect(error).toBeUndefined();
    expect(parameters).toBeLessThanOrEqual(2);
  });

  it('reconcile runs outside the repository and names Step Functions’ absence as what it is', async () => {
    const { parameters, error } = await invoke(specOf('reconcile'), { source: 'aws.events', detail: {} });
    expect(error).toBe('AwsUnavailable');
    expect(parameters).toBeLessThanOrEqual(2);
  });

  it.each([
    ['api', '/openapi.json', 200],
    ['api', '/no-such-page', 404],
    ['check-health', '/health', 503],
    ['download', '/download/forged', 404],
  ])('%s runs outside the repository and answers GET %s with %i', async (name, address, status) => {
    const { parameters, answer, error } = await invoke(specOf(name), httpRequest(address));
    expect(error).toBeUndefined();
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
    pathParameters: { ticket: address.split('/').at(-1) },
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
