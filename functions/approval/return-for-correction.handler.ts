import { z } from 'zod';
import { documentClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { revisionPayload, step } from '../platform/step.ts';
import { Tracker } from '../tracking/index.ts';
import { returnForCorrection } from './return-for-correction.ts';

const { TABLE_NAME } = readEnv({ TABLE_NAME: variable.TABLE_NAME });
const tracker = new Tracker({ client: documentClient(), name: TABLE_NAME }, systemClock);

export const handler = step({
  input: revisionPayload.extend({ reason: z.string() }),
  output: z.object({ status: z.literal('returned-for-correction') }),
  run: async (input) => {
    await returnForCorrection({ tracker }, input);
    return { status: 'returned-for-correction' as const };
  },
});
