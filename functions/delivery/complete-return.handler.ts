import { z } from 'zod';
import { documentClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { revisionPayload, step } from '../platform/step.ts';
import { TaskRepository } from '../tasks/index.ts';
import { channelOutcome, Tracker } from '../tracking/index.ts';
import { completeReturn } from './complete-return.ts';

const env = readEnv({ TABLE_NAME: variable.TABLE_NAME });
const table = { client: documentClient(), name: env.TABLE_NAME };
const deps = { tracker: new Tracker(table, systemClock), tasks: new TaskRepository(table) };

export const handler = step({
  input: revisionPayload.extend({ outcomes: z.array(channelOutcome).min(1) }),
  output: z.object({ status: z.enum(['returned', 'kept-at-agency']) }),
  run: ({ outcomes, ...id }) => completeReturn(deps, id, outcomes),
});
