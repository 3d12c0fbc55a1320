import { GetCommand } from '@aws-sdk/lib-dynamodb';
import middy from '@middy/core';
import { documentClient, keyClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { checkHealth, keepFor } from './check-health.ts';
import { testSignature } from './test-signature.ts';

const env = readEnv({ TABLE_NAME: variable.TABLE_NAME, HEALTH_KEY_ID: variable.HEALTH_KEY_ID });
const keys = keyClient();
const documents = documentClient();

const probes = {
  signature: () => testSignature(keys, env.HEALTH_KEY_ID),
  table: async () => {
    const Key = { pk: 'HEALTH', sk: 'HEALTH' };
    await documents.send(new GetCommand({ TableName: env.TABLE_NAME, Key, ConsistentRead: true }));
    return true;
  },
};

const askSometimes = keepFor(5_000, systemClock, () => checkHealth(probes));

/** Answers API Gateway's `GET /health` (payload format 2.0): 200 when everything works, 503 otherwise. */
export const handler = middy(async () => {
  const health = await askSometimes();
  return {
    statusCode: health.status === 'ok' ? 200 : 503,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: JSON.stringify(health),
  };
});
