/** Two hundred results signed by threads as the embedded functions' are: each takes the next once it is free. */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { round } from './benchmark.ts';

export const BATCH = 200;

export interface BatchTime {
  readonly threads: number;
  readonly ms: number;
  /** how many cores were busy, on average */
  readonly cores: number;
  /** how many of the threads had something to do, on average: more than cores where others use the machine, too */
  readonly active: number;
}

const doneAfter = z.tuple([z.number()]);

export async function batchBy(threads: number): Promise<BatchTime> {
  const script = new URL('./batch-worker.ts', import.meta.url);
  const left = new Int32Array(new SharedArrayBuffer(4)).fill(BATCH);
  const workers = Array.from({ length: threads }, () => new Worker(script, { workerData: left }));
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  const begun = performance.now();
  const before = process.cpuUsage();
  for (const worker of workers) worker.postMessage('sign');
  const answers = await Promise.all(workers.map((worker) => once(worker, 'message')));
  const ms = performance.now() - begun;
  const { user, system } = process.cpuUsage(before);
  await Promise.all(workers.map((worker) => worker.terminate()));
  const activeMs = answers.reduce((total, answer) => total + doneAfter.parse(answer)[0], 0);
  return {
    threads,
    ms: round(ms),
    cores: round((user + system) / 1000 / ms, 2),
    active: round(activeMs / ms, 2),
  };
}

/** With one thread, and with one for each core, at most four. */
export async function batches(): Promise<readonly BatchTime[]> {
  const most = Math.min(4, availableParallelism());
  const one = await batchBy(1);
  return most > 1 ? [one, await batchBy(most)] : [one];
}
