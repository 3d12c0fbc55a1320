import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleFunctions } from '../infra/build/bundle.ts';
import { Evidence } from '../infra/demo/evidence.ts';
import { generateDossiers } from '../infra/demo/generator.ts';
import { play, type Progress } from '../infra/demo/play.ts';
import { plan } from '../infra/demo/submission.ts';
import { allAtOnce } from '../infra/demo/turns.ts';
import { startAwsServices } from '../infra/local/aws-services.ts';
import { demoPassword } from '../infra/local/demo/demo-people.ts';
import { requestToken } from '../infra/local/oidc/request-token.ts';
import { stackSettings } from '../infra/local/stack-settings.ts';
import { startStack, type Stack } from '../infra/local/stack.ts';
import { servicePorts } from '../infra/local/state/ports.ts';
import { startAwsProxy, type AwsCall } from '../test/support/aws-proxy.ts';
import { percentile, round, type Measurement } from './benchmark.ts';

const DOSSIERS = 200;

/** Two hundred varied dossiers through the whole embedded stack, everybody played through the HTTP API. */
export async function workflow([count = String(DOSSIERS)]: readonly string[]): Promise<Measurement> {
  await bundleFunctions();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'ket-qua-bench-'));
  const calls = new Map<string, number>();
  const services = await startCounted(dataDir, ({ service, operation }) => {
    const key = `${service} ${operation}`;
    calls.set(key, (calls.get(key) ?? 0) + 1);
  });
  const stack = await startStack({ dataDir, port: 0, pkiPort: 0, env: services.env });
  calls.clear();
  try {
    return await measure(stack, Number(count), calls);
  } finally {
    await stack.stop();
    await services.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measure(
  stack: Stack,
  count: number,
  calls: ReadonlyMap<string, number>,
): Promise<Measurement> {
  let peak = 0;
  const sampler = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 200);
  const { planned } = plan(generateDossiers(count, 1));
  const progress: Progress = { played: [], refused: [] };
  const started = performance.now();
  const tokenOf = (username: string) => requestToken(stack.endpoints.oidc, username, demoPassword);
  await play({ url: stack.url, tokenOf, turns: allAtOnce, tell: () => {} }, planned, progress);
  const seconds = (performance.now() - started) / 1000;
  clearInterval(sampler);
  const returned = progress.played.filter(({ view }) => view?.status === 'returned').length;
  const perDossier = [...calls]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([call, times]) => ({ 'AWS call': call, 'per dossier': round(times / count, 2) }));
  return {
    name: 'workflow',
    command: `npm run bench -- workflow ${count}`,
    rows: [...(await stepRows(stack, progress)), ...perDossier],
    totals: {
      dossiers: count,
      returned,
      'seconds (people played one after the other)': round(seconds),
      'dossiers per second': round(count / seconds, 2),
      'peak memory (MB)': round(peak / 1024 / 1024, 0),
    },
  };
}

async function stepRows(stack: Stack, progress: Progress) {
  const evidence = new Evidence(stack);
  const samples = new Map<string, number[]>();
  for (const { planned } of progress.played) {
    for (const { name, ms } of await evidence.stepTimes(planned.outline)) {
      samples.set(name, [...(samples.get(name) ?? []), ms]);
    }
  }
  return [...samples].map(([step, times]) => ({
    step,
    times: times.length,
    'p50 (ms)': round(percentile(times, 0.5)),
    'p99 (ms)': round(percentile(times, 0.99)),
  }));
}

/** The embedded AWS services with a counter before each; the stack is told where they are and starts none. */
async function startCounted(dataDir: string, see: (call: AwsCall) => void) {
  const settings = stackSettings({ dataDir, port: 0 });
  const services = await startAwsServices(dataDir, await servicePorts(dataDir, false), settings);
  const { dynamodb, s3, kms, sesv2 } = services.endpoints;
  const proxies = await Promise.all([
    startAwsProxy('DynamoDB', dynamodb, see),
    startAwsProxy('S3', s3, see),
    startAwsProxy('KMS', kms, see),
    startAwsProxy('SES', sesv2, see),
  ]);
  const [DYNAMODB, S3, KMS, SESV2] = proxies.map((proxy) => proxy.url);
  return {
    env: {
      ...process.env,
      AWS_ENDPOINT_URL_DYNAMODB: DYNAMODB,
      AWS_ENDPOINT_URL_S3: S3,
      AWS_ENDPOINT_URL_KMS: KMS,
      AWS_ENDPOINT_URL_SESV2: SESV2,
    },
    close: async () => {
      await Promise.all(proxies.map((proxy) => proxy.close()));
      await services.close();
    },
  };
}
