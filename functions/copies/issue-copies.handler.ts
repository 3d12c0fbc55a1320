import { z } from 'zod';
import { readEnv } from '../platform/env.ts';
import { logger } from '../platform/logger.ts';
import { step } from '../platform/step.ts';
import { connectIssuing, issuingVariables } from './connect-issuing.ts';
import { issueCopies, reportCopies } from './issue-copies.ts';

const deps = connectIssuing(readEnv(issuingVariables));

/** On a schedule: what clerks ordered since the last run, and what could not be issued then. */
export const handler = step({
  input: z.unknown(),
  output: z.object({}),
  run: async () => {
    const done = await issueCopies(deps);
    logger.info('copies issued', { ...done });
    reportCopies(done);
    return {};
  },
});
