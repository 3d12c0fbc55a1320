import type { z } from 'zod';
import { deliveryDeps } from '../delivery/index.ts';
import { documentClient, emailClient, keyClient, workflowClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { variable } from '../platform/env.ts';
import { randomId } from '../platform/ids.ts';
import { PostalOrderRepository } from '../post/index.ts';
import { RecallRepository } from '../recall/index.ts';
import { TaskDesk, TaskRepository } from '../tasks/index.ts';

const { TABLE_NAME, STATE_MACHINE_ARN, PUBLIC_BASE_URL, LINK_KEY_ID, LINK_DAYS, EMAIL_FROM } = variable;

/** What the sweeper reads from its environment. */
export const sweepVariables = {
  TABLE_NAME,
  STATE_MACHINE_ARN,
  PUBLIC_BASE_URL,
  LINK_KEY_ID,
  LINK_DAYS,
  EMAIL_FROM,
};

/** Everything that may be finished for somebody who was killed. */
export function connectSweep(settings: z.infer<z.ZodObject<typeof sweepVariables>>) {
  const table = { client: documentClient(), name: settings.TABLE_NAME };
  const workflows = workflowClient();
  const [clock, newId, keys, email] = [systemClock, randomId, keyClient(), emailClient()];
  const delivery = deliveryDeps({ table, clock, newId, keys, email, settings });
  return {
    ...delivery,
    workflows,
    stateMachineArn: settings.STATE_MACHINE_ARN,
    desk: new TaskDesk(new TaskRepository(table), delivery.tracker, workflows),
    orders: new PostalOrderRepository(table),
    recalls: new RecallRepository(table),
  };
}
