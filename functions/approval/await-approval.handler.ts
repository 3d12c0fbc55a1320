import { z } from 'zod';
import { Directory } from '../directory/index.ts';
import { documentClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { revisionPayload, step } from '../platform/step.ts';
import { TaskRepository } from '../tasks/index.ts';
import { Tracker } from '../tracking/index.ts';
import { awaitApproval } from './await-approval.ts';

const { TABLE_NAME } = readEnv({ TABLE_NAME: variable.TABLE_NAME });
const table = { client: documentClient(), name: TABLE_NAME };
const deps = {
  tracker: new Tracker(table, systemClock),
  directory: new Directory(table),
  tasks: new TaskRepository(table),
  clock: systemClock,
};

export const handler = step({
  input: revisionPayload.extend({
    document: z.object({ key: z.string(), sha256: z.string() }),
    reminder: z.number().int().nonnegative(),
    taskToken: z.string().min(1),
  }),
  output: z.object({}),
  run: async (wait) => {
    await awaitApproval(deps, wait);
    return {};
  },
});
