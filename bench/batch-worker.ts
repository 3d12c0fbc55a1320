/** Signs its share of a batch when told to: B-B with RSA-2048 over 80 KB each. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { benchKey, resultToSign, signBasic } from './signing-material.ts';

const count = z.number().int().parse(workerData);
const { signer } = benchKey('legacy-rsa', 'RSASSA_PKCS1_V1_5_SHA_256');
const pdf = await resultToSign();
await signBasic(pdf, signer);
parentPort?.on('message', async () => {
  for (let index = 0; index < count; index += 1) await signBasic(pdf, signer);
  parentPort?.postMessage('done');
});
parentPort?.postMessage('ready');
