import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bundleFunctions } from '../infra/build/bundle.ts';
import { wholeNumber } from '../infra/demo/arguments.ts';
import { Evidence } from '../infra/demo/evidence.ts';
import { generateDossiers } from '../infra/demo/generator.ts';
import { play, type Progress } from '../infra/demo/play.ts';
import { plan } from '../infra/demo/submission.ts';
import { allAtOnce } from '../infra/demo/turns.ts';
import { demoPassword } from '../infra/local/demo/demo-people.ts';
import { requestToken } from '../infra/local/oidc/request-token.ts';
import { startStack, type Stack } from '../infra/local/stack.ts';
import { percentile, round, type Measurement } from './benchmark.ts';
import { startCountedServices } from './counted-services.ts';
import { openReadingRoom } from './reading-room.ts';

const DOSSIERS = 200;

/** Two hundred varied dossiers through the whole embedded stack, everybody played through the HTTP API. */
export async function workflow([text = String(DOSSIERS)]: readonly string[]): Promise<Measurement> {
  const count = wholeNumber('workflow N', text, 1, 100_000);
  await bundleFunctions();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'ket-qua-bench-'));
  const services = await startCountedServices(dataDir);
  const stack = await startStack({ dataDir, port: 0, pkiPort: 0, env: services.env });
  const readers = await openReadingRoom(stack, dataDir);
  try {
    return await measure(stack, readers.url, count, services.calls);
  } finally {
    await readers.close();
    await stack.stop();
    await services.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measure(
  stack: Stack,
  url: string,
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
  await play({ url, tokenOf, turns: allAtOnce, pause, tell: () => {} }, planned, progress);
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
