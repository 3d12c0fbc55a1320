import { z } from 'zod';
import { IssuedFiles } from '../archive/index.ts';
import { Directory } from '../directory/index.ts';
import { documentClient, objectClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { logger } from '../platform/logger.ts';
import { ObjectStore } from '../platform/object-store.ts';
import { step } from '../platform/step.ts';
import { trustServices, trustVariables } from '../signing/index.ts';
import { Tracker } from '../tracking/index.ts';
import { duePlace } from './due-proofs.ts';
import { ProofSchedule } from './proof-schedule.ts';
import { oldestOverdueSeconds } from './overdue.ts';
import { batchLimits, renewBatch } from './renew-batch.ts';

const { TABLE_NAME, WORK_BUCKET, ARCHIVE_BUCKET, RENEWAL_HORIZON_DAYS } = variable;
const env = readEnv({ TABLE_NAME, WORK_BUCKET, ARCHIVE_BUCKET, RENEWAL_HORIZON_DAYS, ...trustVariables });
const table = { client: documentClient(), name: env.TABLE_NAME };
const objects = objectClient();
const deps = {
  ...trustServices(new Directory(table), env),
  tracker: new Tracker(table, systemClock),
  work: new ObjectStore(objects, env.WORK_BUCKET),
  archive: new ObjectStore(objects, env.ARCHIVE_BUCKET),
  issued: new IssuedFiles(table),
  proofs: new ProofSchedule(table),
  clock: systemClock,
  horizonDays: env.RENEWAL_HORIZON_DAYS,
  ends: env.ALGORITHM_ENDS,
};
export const handler = step({
  input: z.object({ v: z.literal(1), place: duePlace }),
  output: z.object({ renewed: z.number(), silent: z.boolean(), next: duePlace }),
  run: async (input) => {
    const batch = await renewBatch(deps, input.place, batchLimits);
    logger.info('batch renewed', { ...batch, oldestOverdueRenewalSeconds: await oldestOverdueSeconds(deps) });
    return batch;
  },
});
