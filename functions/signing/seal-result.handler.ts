import { z } from 'zod';
import { Directory } from '../directory/index.ts';
import { documentClient, keyClient, objectClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { ObjectStore } from '../platform/object-store.ts';
import { revisionPayload, step } from '../platform/step.ts';
import { NumberRegister, allottedNumber } from '../registry/index.ts';
import { Tracker } from '../tracking/index.ts';
import { configuredRevocation, revocationVariables } from './revocation/configured-revocation.ts';
import { sealResult } from './seal-result.ts';
import { SignatureValues } from './signature-values.ts';
import { type KmsKey, KmsSigner } from './signers/kms-signer.ts';
import { workFile } from './signing-payload.ts';
import { HttpTimestampAuthority } from './timestamps/http-timestamp-authority.ts';
import { trustedRoots } from './trusted-roots.ts';

const { TABLE_NAME, WORK_BUCKET, TSA_URLS } = variable;
const env = readEnv({ TABLE_NAME, WORK_BUCKET, TSA_URLS, ...revocationVariables });
const table = { client: documentClient(), name: env.TABLE_NAME };
const [keys, directory] = [keyClient(), new Directory(table)];
const roots = trustedRoots(directory);
const deps = {
  tracker: new Tracker(table, systemClock),
  directory,
  register: new NumberRegister(table),
  work: new ObjectStore(objectClient(), env.WORK_BUCKET),
  values: new SignatureValues(table),
  signerFor: (key: KmsKey) => new KmsSigner(keys, key),
  authority: new HttpTimestampAuthority(env.TSA_URLS, roots, systemClock),
  revocation: configuredRevocation(env, systemClock),
  roots,
  clock: systemClock,
};

export const handler = step({
  input: revisionPayload.extend({ document: workFile }),
  output: z.object({ document: workFile, number: allottedNumber }),
  run: async (input) => sealResult(deps, input, input.document),
});
