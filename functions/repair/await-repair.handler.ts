import { z } from 'zod';
import { documentClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { revisionPayload, step } from '../platform/step.ts';
import { TaskRepository } from '../tasks/index.ts';
import { channel, Tracker } from '../tracking/index.ts';
import { awaitRepair } from './await-repair.ts';
import { repairLimits } from './repair-course.ts';

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
    /** 0 where a channel fails that nothing failed before */
    repair: z.number().int().nonnegative(),
    channel: channel.optional(),
    attempt: z.number().int().positive().optional(),
    reminder: z.number().int().nonnegative(),
    startedAt: z.iso.datetime(),
    limits: repairLimits,
    taskToken: z.string().min(1),
  }),
  output: z.object({}),
  run: async (request) => {
    await awaitRepair(deps, request);
    return {};
  },
});
