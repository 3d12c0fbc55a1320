import { z } from 'zod';
import { Directory } from '../directory/index.ts';
import { documentClient, objectClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { ObjectStore } from '../platform/object-store.ts';
import { step } from '../platform/step.ts';
import { Tracker } from '../tracking/index.ts';
import { embedOfficialSignature } from './embed-official-signature.ts';
import { SignatureValues } from './signature-values.ts';
import { preparedPayload, signatureReference, workFile } from './signing-payload.ts';
import { HttpTimestampAuthority } from './timestamps/http-timestamp-authority.ts';
import { trustedRoots } from './trusted-roots.ts';

const env = readEnv({
  TABLE_NAME: variable.TABLE_NAME,
  WORK_BUCKET: variable.WORK_BUCKET,
  TSA_URLS: variable.TSA_URLS,
  ALGORITHM_ENDS: variable.ALGORITHM_ENDS,
});
const table = { client: documentClient(), name: env.TABLE_NAME };
const deps = {
  tracker: new Tracker(table, systemClock),
  work: new ObjectStore(objectClient(), env.WORK_BUCKET),
  values: new SignatureValues(table),
  authority: new HttpTimestampAuthority(
    env.TSA_URLS,
    trustedRoots(new Directory(table)),
    systemClock,
    env.ALGORITHM_ENDS,
  ),
};

export const handler = step({
  input: preparedPayload.extend({ signature: signatureReference }),
  output: z.object({ document: workFile }),
  run: async (input) => ({ document: await embedOfficialSignature(deps, input, input.prepared) }),
});
