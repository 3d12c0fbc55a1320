import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
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
  let closing = false;
  let { worker, port } = await startWorker(options, options.port);

  const watch = (watched: Worker): void => {
    watched.once('exit', () => {
      if (!closing) void startWorker(options, port).then((next) => watch((worker = next.worker)));
    });
    watched.on('error', (error) => process.emitWarning(`DynamoDB restarts: ${String(error)}`));
  };
  watch(worker);

  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      closing = true;
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
