import { z } from 'zod';
import { settleNotifications } from '../delivery/index.ts';
import { readEnv } from '../platform/env.ts';
import { logger } from '../platform/logger.ts';
import { step } from '../platform/step.ts';
import { settlePostalOrders } from '../post/index.ts';
import { settleRecalls } from '../recall/index.ts';
import { connectSweep, sweepVariables } from './connect-sweep.ts';
import { reportFailures } from './report-failures.ts';
import { sweep } from './sweep.ts';

const deps = connectSweep(readEnv(sweepVariables));

export const handler = step({
  input: z.unknown(),
  output: z.object({}),
  run: async () => {
    const swept = await sweep(deps);
    // At once: the alarms look for it, however long the rest takes.
    logger.info('swept', { ...swept });
    const recalled = await settleRecalls(deps);
    const postal = await settlePostalOrders(deps);
    const messages = await settleNotifications(deps);
    logger.info('settled', { recalled, postal, messages });
    reportFailures([swept.failed, recalled.failed, postal.failed, messages.stuck].flat());
    return {};
  },
});
