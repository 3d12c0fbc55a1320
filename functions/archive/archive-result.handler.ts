import { z } from 'zod';
import { Directory } from '../directory/index.ts';
import { documentClient, objectClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { ObjectStore } from '../platform/object-store.ts';
import { revisionPayload, step } from '../platform/step.ts';
import { allottedNumber, NumberRegister } from '../registry/index.ts';
import { ProofSchedule } from '../renewal/index.ts';
import { Tracker } from '../tracking/index.ts';
import { signatureLevel } from '../signing/index.ts';
import { archiveResult } from './archive-result.ts';
import { IssuedFiles } from './issued-files.ts';

const { TABLE_NAME, WORK_BUCKET, ARCHIVE_BUCKET } = variable;
const env = readEnv({ TABLE_NAME, WORK_BUCKET, ARCHIVE_BUCKET });
const table = { client: documentClient(), name: env.TABLE_NAME };
const objects = objectClient();
const deps = {
  tracker: new Tracker(table, systemClock),
  directory: new Directory(table),
  proofs: new ProofSchedule(table),
  register: new NumberRegister(table),
  work: new ObjectStore(objects, env.WORK_BUCKET),
  archive: new ObjectStore(objects, env.ARCHIVE_BUCKET),
  issued: new IssuedFiles(table),
  clock: systemClock,
};

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const handler = step({
  input: revisionPayload.extend({
    document: z.object({ key: z.string().min(1), sha256 }),
    number: allottedNumber,
    // executions that were started before there was a step that augments send none
    level: signatureLevel.default('B-T'),
  }),
  output: z.object({ archived: z.object({ key: z.string(), versionId: z.string().nullable(), sha256 }) }),
  run: async (input) => ({ archived: await archiveResult(deps, input) }),
});
