import { z } from 'zod';
import { documentClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { step } from '../platform/step.ts';
import { TaskRepository } from '../tasks/index.ts';
import { Tracker } from '../tracking/index.ts';
import { awaitSignature } from './signature-wait.ts';
import { preparedPayload } from './signing-payload.ts';

const env = readEnv({ TABLE_NAME: variable.TABLE_NAME });
const table = { client: documentClient(), name: env.TABLE_NAME };
const deps = {
  tracker: new Tracker(table, systemClock),
  tasks: new TaskRepository(table),
  clock: systemClock,
};

export const handler = step({
  input: preparedPayload.extend({ reminder: z.number().int().nonnegative(), taskToken: z.string().min(1) }),
  output: z.object({}),
  run: async (input) => {
    await awaitSignature(deps, input);
    return {};
  },
});
