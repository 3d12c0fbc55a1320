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
import { SignatureValues } from './signature-values.ts';
import { type KmsKey, KmsSigner } from './signers/kms-signer.ts';
import { workFile } from './signing-payload.ts';
import { trustServices, trustVariables } from './trust-services.ts';

const { TABLE_NAME, WORK_BUCKET } = variable;
const env = readEnv({ TABLE_NAME, WORK_BUCKET, ...trustVariables });
const table = { client: documentClient(), name: env.TABLE_NAME };
const keys = keyClient();
const directory = new Directory(table);
const deps = {
  tracker: new Tracker(table, systemClock),
  directory,
  register: new NumberRegister(table),
  work: new ObjectStore(objectClient(), env.WORK_BUCKET),
  values: new SignatureValues(table),
  signerFor: (key: KmsKey) => new KmsSigner(keys, key),
  ...trustServices(directory, env),
  clock: systemClock,
};

export const handler = step({
  input: revisionPayload.extend({ document: workFile }),
  output: z.object({ document: workFile, number: allottedNumber }),
  run: async (input) => sealResult(deps, input, input.document),
});
