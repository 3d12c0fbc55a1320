import { z } from 'zod';
import { deliveryDeps, settleNotifications } from '../delivery/index.ts';
import { documentClient, emailClient, keyClient, workflowClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { randomId } from '../platform/ids.ts';
import { logger } from '../platform/logger.ts';
import { step } from '../platform/step.ts';
import { PostalOrderRepository, settlePostalOrders } from '../post/index.ts';
import { TaskDesk, TaskRepository } from '../tasks/index.ts';
import { reportFailures, sweep } from './sweep.ts';

const { TABLE_NAME, STATE_MACHINE_ARN, PUBLIC_BASE_URL, LINK_KEY_ID, LINK_DAYS, EMAIL_FROM } = variable;
const env = readEnv({ TABLE_NAME, STATE_MACHINE_ARN, PUBLIC_BASE_URL, LINK_KEY_ID, LINK_DAYS, EMAIL_FROM });
const [table, workflows] = [{ client: documentClient(), name: env.TABLE_NAME }, workflowClient()];
const delivery = deliveryDeps({
  table,
  clock: systemClock,
  newId: randomId,
  keys: keyClient(),
  email: emailClient(),
  settings: env,
});
const desk = new TaskDesk(new TaskRepository(table), delivery.tracker, workflows);
const orders = new PostalOrderRepository(table);

export const handler = step({
  input: z.unknown(),
  output: z.object({}),
  run: async () => {
    const swept = await sweep({ ...delivery, desk, workflows, stateMachineArn: env.STATE_MACHINE_ARN });
    const messages = await settleNotifications(delivery);
    const postal = await settlePostalOrders({ ...delivery, orders, desk });
    logger.info('swept', { ...swept, messages, postal });
    reportFailures(swept);
    return {};
  },
});
