import { z } from 'zod';
import { documentClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { revisionPayload, step } from '../platform/step.ts';
import { TaskRepository } from '../tasks/index.ts';
import { Tracker } from '../tracking/index.ts';
import { awaitDelivery } from './await-delivery.ts';
import { PostalOrderRepository } from './postal-order-repository.ts';

const env = readEnv({ TABLE_NAME: variable.TABLE_NAME });
const table = { client: documentClient(), name: env.TABLE_NAME };
const deps = {
  tracker: new Tracker(table, systemClock),
  orders: new PostalOrderRepository(table),
  tasks: new TaskRepository(table),
  clock: systemClock,
};

export const handler = step({
  input: revisionPayload.extend({
    order: z.string().min(1),
    reminder: z.number().int(),
    taskToken: z.string().min(1),
  }),
  output: z.object({}),
  run: async (input) => {
    await awaitDelivery(deps, input);
    return {};
  },
});
