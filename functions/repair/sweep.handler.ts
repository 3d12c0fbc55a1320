import { z } from 'zod';
import { deliveryDeps, settleNotifications } from '../delivery/index.ts';
import { VerificationPages } from '../intake/index.ts';
import { documentClient, emailClient, keyClient, workflowClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { randomId } from '../platform/ids.ts';
import { logger } from '../platform/logger.ts';
import { step } from '../platform/step.ts';
import { TaskDesk, TaskRepository } from '../tasks/index.ts';
import { Tracker } from '../tracking/index.ts';
import { sweep } from './sweep.ts';

const { TABLE_NAME, STATE_MACHINE_ARN, PUBLIC_BASE_URL, LINK_KEY_ID, LINK_DAYS, EMAIL_FROM } = variable;
const settings = readEnv({
  TABLE_NAME,
  STATE_MACHINE_ARN,
  PUBLIC_BASE_URL,
  LINK_KEY_ID,
  LINK_DAYS,
  EMAIL_FROM,
});
const [table, workflows] = [{ client: documentClient(), name: settings.TABLE_NAME }, workflowClient()];
const [clock, newId] = [systemClock, randomId];
const tracker = new Tracker(table, clock);
const desk = new TaskDesk(new TaskRepository(table), tracker, workflows);
const pages = new VerificationPages(table);
const { STATE_MACHINE_ARN: stateMachineArn } = settings;
const delivery = deliveryDeps({ table, clock, newId, keys: keyClient(), email: emailClient(), settings });

export const handler = step({
  input: z.unknown(),
  output: z.object({}),
  run: async () => {
    const swept = await sweep({ tracker, desk, pages, workflows, stateMachineArn, clock });
    logger.info('swept', { ...swept });
    logger.info('notifications settled', { ...(await settleNotifications(delivery)) });
    return {};
  },
});
