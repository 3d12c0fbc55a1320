import { z } from 'zod';
import { Directory } from '../directory/index.ts';
import { documentClient, keyClient, objectClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { ObjectStore } from '../platform/object-store.ts';
import { revisionPayload, step } from '../platform/step.ts';
import { NumberRegister, allottedNumber } from '../registry/index.ts';
import { Tracker } from '../tracking/index.ts';
import { agencySigning } from './agency-signing.ts';
import { sealResult } from './seal-result.ts';
import { workFile } from './signing-payload.ts';
import { trustVariables } from './trust-services.ts';

const { TABLE_NAME, WORK_BUCKET, SECRETS_KEY_ID, SIGNATURE_LEVEL } = variable;
const env = readEnv({ TABLE_NAME, WORK_BUCKET, SECRETS_KEY_ID, SIGNATURE_LEVEL, ...trustVariables });
const table = { client: documentClient(), name: env.TABLE_NAME };
const directory = new Directory(table);
const work = new ObjectStore(objectClient(), env.WORK_BUCKET);
const deps = {
  tracker: new Tracker(table, systemClock),
  directory,
  register: new NumberRegister(table),
  work,
  ...agencySigning({ table, directory, work, keys: keyClient(), env }),
  clock: systemClock,
};

export const handler = step({
  input: revisionPayload.extend({ document: workFile }),
  output: z.object({ document: workFile, number: allottedNumber }),
  run: async (input) => sealResult(deps, input, input.document),
});
