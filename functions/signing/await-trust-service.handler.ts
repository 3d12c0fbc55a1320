import { z } from 'zod';
import { documentClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { revisionPayload, step } from '../platform/step.ts';
import { Tracker } from '../tracking/index.ts';
import { awaitTrustService } from './await-trust-service.ts';

const { TABLE_NAME } = readEnv({ TABLE_NAME: variable.TABLE_NAME });
const deps = { tracker: new Tracker({ client: documentClient(), name: TABLE_NAME }, systemClock) };

export const handler = step({
  input: revisionPayload.extend({
    failedState: z.string(),
    error: z.string(),
    wait: z.number().int().positive(),
  }),
  output: z.object({ pauseSeconds: z.number().int().positive() }),
  run: async (input) => awaitTrustService(deps, input),
});
