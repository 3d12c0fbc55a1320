import { z } from 'zod';
import { Directory } from '../directory/index.ts';
import { documentClient, objectClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { ObjectStore } from '../platform/object-store.ts';
import { revisionPayload, step } from '../platform/step.ts';
import { Tracker } from '../tracking/index.ts';
import { type AugmentDependencies, augmentResult } from './augment-result.ts';
import { collectRevocation } from './revocation/collect-revocation.ts';
import { signatureLevel } from './signature-level.ts';
import { workFile } from './signing-payload.ts';
import { trustServices, trustVariables } from './trust-services.ts';

const env = readEnv({
  TABLE_NAME: variable.TABLE_NAME,
  WORK_BUCKET: variable.WORK_BUCKET,
  SIGNATURE_LEVEL: variable.SIGNATURE_LEVEL,
  ...trustVariables,
});
const table = { client: documentClient(), name: env.TABLE_NAME };
const trust = trustServices(new Directory(table), env);
const deps: AugmentDependencies = {
  tracker: new Tracker(table, systemClock),
  work: new ObjectStore(objectClient(), env.WORK_BUCKET),
  ...trust,
  evidence: (chains) => collectRevocation(trust.revocation, chains),
  level: env.SIGNATURE_LEVEL,
};

export const handler = step({
  input: revisionPayload.extend({ document: workFile }),
  output: z.object({ document: workFile, level: signatureLevel }),
  run: async (input) => augmentResult(deps, input, input.document),
});
