import { z } from 'zod';
import { documentClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { revisionPayload, step } from '../platform/step.ts';
import { TaskRepository } from '../tasks/index.ts';
import { Tracker } from '../tracking/index.ts';
import { awaitRepair } from './await-repair.ts';

const { TABLE_NAME } = readEnv({ TABLE_NAME: variable.TABLE_NAME });
const table = { client: documentClient(), name: TABLE_NAME };
const deps = {
  tracker: new Tracker(table, systemClock),
  tasks: new TaskRepository(table),
  clock: systemClock,
};

export const handler = step({
  input: revisionPayload.extend({
    failedState: z.string(),
    failure: z.object({ error: z.string(), cause: z.string() }),
    repair: z.number().int().positive(),
    taskToken: z.string().min(1),
  }),
  output: z.object({}),
  run: async (request) => {
    await awaitRepair(deps, request);
    return {};
  },
});
