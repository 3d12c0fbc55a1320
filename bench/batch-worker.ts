/** Signs when told to, until nothing of the batch is left: B-B with RSA-2048 over 80 KB each. */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { benchKey, resultToSign, signBasic } from './signing-material.ts';

const WARM = 300;

const left = z.instanceof(Int32Array).parse(workerData);
const { signer } = benchKey('legacy-rsa', 'RSASSA_PKCS1_V1_5_SHA_256');
const pdf = await resultToSign();
for (let index = 0; index < WARM; index += 1) await signBasic(pdf, signer);
parentPort?.on('message', async () => {
  const before = activeMs();
  while (Atomics.sub(left, 0, 1) > 0) await signBasic(pdf, signer);
  parentPort?.postMessage(activeMs() - before);
});
parentPort?.postMessage('ready');

/** In which this thread had something to do: it ran, or others had the cores. Linux keeps the account, in nanoseconds. */
function activeMs(): number {
  const [ran = 0, waited = 0] = readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ').map(Number);
  return (ran + waited) / 1_000_000;
}
