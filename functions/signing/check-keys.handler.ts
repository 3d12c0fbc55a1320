import { z } from 'zod';
import { Directory } from '../directory/index.ts';
import { documentClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { logger } from '../platform/logger.ts';
import { step } from '../platform/step.ts';
import { checkKeys } from './check-keys.ts';

const env = readEnv({ TABLE_NAME: variable.TABLE_NAME });
const directory = new Directory({ client: documentClient(), name: env.TABLE_NAME });

export const handler = step({
  input: z.unknown(),
  output: z.object({}),
  run: async () => {
    logger.info('keys checked', { ...(await checkKeys(directory, systemClock)) });
    return {};
  },
});
