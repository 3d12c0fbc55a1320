import { z } from 'zod';
import { Directory } from '../directory/index.ts';
import { documentClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { revisionPayload, step } from '../platform/step.ts';
import { NumberRegister } from '../registry/index.ts';
import { TaskRepository } from '../tasks/index.ts';
import { Tracker } from '../tracking/index.ts';
import { cancelReturn } from './cancel-return.ts';

const { TABLE_NAME } = readEnv({ TABLE_NAME: variable.TABLE_NAME });
const table = { client: documentClient(), name: TABLE_NAME };
const deps = {
  tracker: new Tracker(table, systemClock),
  tasks: new TaskRepository(table),
  directory: new Directory(table),
  register: new NumberRegister(table),
  clock: systemClock,
};

export const handler = step({
  input: revisionPayload.extend({ reason: z.string().min(1) }),
  output: z.object({ status: z.enum(['cancelled', 'returned', 'kept-at-agency']) }),
  run: (input) => cancelReturn(deps, input),
});
