import { z } from 'zod';
import { Directory } from '../directory/index.ts';
import { documentClient, keyClient, objectClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { ObjectStore } from '../platform/object-store.ts';
import { revisionPayload, step } from '../platform/step.ts';
import { NumberRegister, allottedNumber } from '../registry/index.ts';
import { Tracker } from '../tracking/index.ts';
import { sealResult } from './seal-result.ts';
import { SealedSecrets } from './sealed-secrets.ts';
import { SignatureValues } from './signature-values.ts';
import { anySignerOf, kmsSignerOf, secretSignerOf } from './signers/signer-of.ts';
import { workFile } from './signing-payload.ts';
import { trustServices, trustVariables } from './trust-services.ts';

const { TABLE_NAME, WORK_BUCKET, SECRETS_KEY_ID } = variable;
const env = readEnv({ TABLE_NAME, WORK_BUCKET, SECRETS_KEY_ID, ...trustVariables });
const table = { client: documentClient(), name: env.TABLE_NAME };
const keys = keyClient();
const directory = new Directory(table);
const work = new ObjectStore(objectClient(), env.WORK_BUCKET);
const secrets = new SealedSecrets(keys, work, env.SECRETS_KEY_ID);
const deps = {
  tracker: new Tracker(table, systemClock),
  directory,
  register: new NumberRegister(table),
  work,
  values: new SignatureValues(table),
  signerFor: anySignerOf(kmsSignerOf(keys), secretSignerOf(secrets)),
  ...trustServices(directory, env),
  clock: systemClock,
};

export const handler = step({
  input: revisionPayload.extend({ document: workFile }),
  output: z.object({ document: workFile, number: allottedNumber }),
  run: async (input) => sealResult(deps, input, input.document),
});
