/** Signs when told to, until nothing of the batch is left: B-B with RSA-2048 over 80 KB each. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { benchKey, resultToSign, signBasic } from './signing-material.ts';

const WARM = 300;

const left = z.instanceof(Int32Array).parse(workerData);
const { signer } = benchKey('legacy-rsa', 'RSASSA_PKCS1_V1_5_SHA_256');
const pdf = await resultToSign();
for (let index = 0; index < WARM; index += 1) await signBasic(pdf, signer);
parentPort?.on('message', async () => {
  while (Atomics.sub(left, 0, 1) > 0) await signBasic(pdf, signer);
  parentPort?.postMessage('done');
});
parentPort?.postMessage('ready');
