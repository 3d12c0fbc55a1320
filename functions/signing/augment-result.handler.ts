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
import { configuredRevocation, revocationVariables } from './revocation/configured-revocation.ts';
import { signatureLevel } from './signature-level.ts';
import { workFile } from './signing-payload.ts';
import { HttpTimestampAuthority } from './timestamps/http-timestamp-authority.ts';
import { trustedRoots } from './trusted-roots.ts';

const env = readEnv({
  TABLE_NAME: variable.TABLE_NAME,
  WORK_BUCKET: variable.WORK_BUCKET,
  TSA_URLS: variable.TSA_URLS,
  SIGNATURE_LEVEL: variable.SIGNATURE_LEVEL,
  ...revocationVariables,
});
const table = { client: documentClient(), name: env.TABLE_NAME };
const roots = trustedRoots(new Directory(table));
const revocation = configuredRevocation(env, systemClock);
const deps: AugmentDependencies = {
  tracker: new Tracker(table, systemClock),
  work: new ObjectStore(objectClient(), env.WORK_BUCKET),
  authority: new HttpTimestampAuthority(env.TSA_URLS, roots, systemClock),
  roots,
  evidence: (chains) => collectRevocation(revocation, chains),
  level: env.SIGNATURE_LEVEL,
};

export const handler = step({
  input: revisionPayload.extend({ document: workFile }),
  output: z.object({ document: workFile, level: signatureLevel }),
  run: async (input) => augmentResult(deps, input, input.document),
});
