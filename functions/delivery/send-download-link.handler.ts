import { z } from 'zod';
import { documentClient, emailClient, keyClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { randomId } from '../platform/ids.ts';
import { revisionPayload, step } from '../platform/step.ts';
import { deliveryDeps } from './delivery-deps.ts';
import { sendDownloadLink } from './send-download-link.ts';

const env = readEnv({
  TABLE_NAME: variable.TABLE_NAME,
  PUBLIC_BASE_URL: variable.PUBLIC_BASE_URL,
  LINK_KEY_ID: variable.LINK_KEY_ID,
  LINK_DAYS: variable.LINK_DAYS,
  EMAIL_FROM: variable.EMAIL_FROM,
});
const deps = deliveryDeps({
  table: { client: documentClient(), name: env.TABLE_NAME },
  clock: systemClock,
  newId: randomId,
  keys: keyClient(),
  email: emailClient(),
  settings: env,
});

export const handler = step({
  input: revisionPayload,
  output: z.object({ channel: z.literal('link'), outcome: z.enum(['sent', 'recalled']) }),
  run: (input) => sendDownloadLink(deps, input),
});
