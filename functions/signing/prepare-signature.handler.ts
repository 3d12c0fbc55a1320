import { z } from 'zod';
import { Directory } from '../directory/index.ts';
import { documentClient, objectClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { ObjectStore } from '../platform/object-store.ts';
import { revisionPayload, step } from '../platform/step.ts';
import { Tracker } from '../tracking/index.ts';
import { prepareSignatureOfOfficial } from './prepare-official-signature.ts';
import { configuredRevocation, revocationVariables } from './revocation/configured-revocation.ts';
import { preparedReference, workFile } from './signing-payload.ts';
import { trustedRoots } from './trusted-roots.ts';

const { TABLE_NAME, WORK_BUCKET, SIGNATURE_LEVEL, TSA_TOKEN_BYTES } = variable;
const env = readEnv({ TABLE_NAME, WORK_BUCKET, SIGNATURE_LEVEL, TSA_TOKEN_BYTES, ...revocationVariables });
const table = { client: documentClient(), name: env.TABLE_NAME };
const directory = new Directory(table);
const deps = {
  tracker: new Tracker(table, systemClock),
  directory,
  roots: trustedRoots(directory),
  revocation: configuredRevocation(env, systemClock),
  work: new ObjectStore(objectClient(), env.WORK_BUCKET),
  clock: systemClock,
  level: env.SIGNATURE_LEVEL,
  tokenBytes: env.TSA_TOKEN_BYTES,
};

export const handler = step({
  input: revisionPayload.extend({
    document: workFile,
    approvedSha256: z.string(),
    // executions that were started before there was another try send none
    wideRoom: z.boolean().default(false),
  }),
  output: z.object({ prepared: preparedReference }),
  run: async (input) => ({ prepared: await prepareSignatureOfOfficial(deps, input) }),
});
