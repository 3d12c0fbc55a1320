import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { PortInUse } from '../http/listen.ts';
import type { Listening } from '../http/listen.ts';

const started = z.union([z.object({ port: z.number() }), z.object({ refused: z.string() })]);

/** Where the embedded DynamoDB keeps its tables, and how ARNs name it. */
export interface DynamoDbOptions {
  readonly directory: string;
  readonly port: number;
  readonly region: string;
  readonly accountId: string;
}

/**
 * Starts dynalite in a thread of its own: it throws from its callbacks when a client goes away, which ends
 * that thread and not the stack; a new one then opens the same folder on the same port.
 */
export async function startDynamoDb(options: DynamoDbOptions): Promise<Listening> {
  await mkdir(dirname(options.directory), { recursive: true });
  const closing = new AbortController();
  let { worker, port } = await startWorker(options, options.port);

  let restarting: Promise<void> = Promise.resolve();
  const watch = (watched: Worker): void => {
    watched.once('exit', () => (restarting = restart()));
    watched.on('error', (error) => process.emitWarning(`DynamoDB restarts: ${String(error)}`));
  };
  const restart = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      try {
        ({ worker } = await startWorker(options, port));
        return watch(worker);
      } catch (error) {
        process.emitWarning(`DynamoDB does not restart: ${String(error)}`);
        await setTimeout(1000);
      }
    }
  };
  watch(worker);

  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      closing.abort();
      // a thread that is being started is ended too
      await restarting;
      if (worker.threadId === -1) return;
      const exit = once(worker, 'exit');
      worker.postMessage('close');
      await exit;
    },
  };
}

async function startWorker(
  options: DynamoDbOptions,
  port: number,
): Promise<{ worker: Worker; port: number }> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { directory: options.directory, port },
    execArgv: [],
    env: { ...process.env, AWS_REGION: options.region, AWS_ACCOUNT_ID: options.accountId },
  });
  const [message] = await once(worker, 'message');
  const answer = started.parse(message);
  if ('refused' in answer) {
    await worker.terminate();
    if (answer.refused === 'PortInUse') throw new PortInUse(port);
    throw new Error(`DynamoDB does not start: ${answer.refused}`);
  }
  return { worker, port: answer.port };
}
