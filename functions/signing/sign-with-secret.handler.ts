import { z } from 'zod';
import { Directory } from '../directory/index.ts';
import { documentClient, keyClient, objectClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { ObjectStore } from '../platform/object-store.ts';
import { step } from '../platform/step.ts';
import { Tracker } from '../tracking/index.ts';
import { SealedSecrets } from './sealed-secrets.ts';
import { signAsOfficial } from './sign-as-official.ts';
import { SignatureValues } from './signature-values.ts';
import { secretSignerOf } from './signers/signer-of.ts';
import { preparedPayload, signatureReference } from './signing-payload.ts';

const env = readEnv({
  TABLE_NAME: variable.TABLE_NAME,
  WORK_BUCKET: variable.WORK_BUCKET,
  SECRETS_KEY_ID: variable.SECRETS_KEY_ID,
});
const table = { client: documentClient(), name: env.TABLE_NAME };
const work = new ObjectStore(objectClient(), env.WORK_BUCKET);
const secrets = new SealedSecrets(keyClient(), work, env.SECRETS_KEY_ID);
const deps = {
  tracker: new Tracker(table, systemClock),
  directory: new Directory(table),
  work,
  values: new SignatureValues(table),
  signerFor: secretSignerOf(secrets),
};

export const handler = step({
  input: preparedPayload,
  output: z.object({ signature: signatureReference }),
  run: async (input) => ({ signature: await signAsOfficial(deps, input, input.prepared) }),
});
