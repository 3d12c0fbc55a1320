import { z } from 'zod';
import { Directory } from '../directory/index.ts';
import { documentClient, keyClient, objectClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { ObjectStore } from '../platform/object-store.ts';
import { step } from '../platform/step.ts';
import { Tracker } from '../tracking/index.ts';
import { signAsOfficial } from './sign-as-official.ts';
import { SignatureValues } from './signature-values.ts';
import { kmsSignerOf } from './signers/signer-of.ts';
import { preparedPayload, signatureReference } from './signing-payload.ts';

const env = readEnv({ TABLE_NAME: variable.TABLE_NAME, WORK_BUCKET: variable.WORK_BUCKET });
const table = { client: documentClient(), name: env.TABLE_NAME };
const deps = {
  tracker: new Tracker(table, systemClock),
  directory: new Directory(table),
  work: new ObjectStore(objectClient(), env.WORK_BUCKET),
  values: new SignatureValues(table),
  signerFor: kmsSignerOf(keyClient()),
};

export const handler = step({
  input: preparedPayload,
  output: z.object({ signature: signatureReference }),
  run: async (input) => ({ signature: await signAsOfficial(deps, input, input.prepared) }),
});
