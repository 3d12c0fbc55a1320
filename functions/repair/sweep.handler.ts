import { z } from 'zod';
import { settleNotifications } from '../delivery/index.ts';
import { readEnv } from '../platform/env.ts';
import { logger } from '../platform/logger.ts';
import { step } from '../platform/step.ts';
import { settlePostalOrders } from '../post/index.ts';
import { settleRecalls } from '../recall/index.ts';
import { connectSweep, sweepVariables } from './connect-sweep.ts';
import { reportFailures, sweep } from './sweep.ts';

const deps = connectSweep(readEnv(sweepVariables));

export const handler = step({
  input: z.unknown(),
  output: z.object({}),
  run: async () => {
    const swept = await sweep(deps);
    const recalled = await settleRecalls(deps);
    const messages = await settleNotifications(deps);
    const postal = await settlePostalOrders(deps);
    logger.info('swept', { ...swept, recalled, messages, postal });
    reportFailures({ failed: [...swept.failed, ...recalled.failed] });
    return {};
  },
});
