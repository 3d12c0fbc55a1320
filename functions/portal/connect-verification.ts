import type { z } from 'zod';
import { IssuedFiles } from '../archive/index.ts';
import { Directory } from '../directory/index.ts';
import { documentClient, objectClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { variable } from '../platform/env.ts';
import { randomId } from '../platform/ids.ts';
import { Tracker } from '../tracking/index.ts';
import { UploadStore, verifyUpload } from '../verification/index.ts';
import { assetsBeside } from './assets-beside.ts';
import { verificationRate } from './http/portal-settings.ts';
import { RateLimiter } from './http/rate-limit.ts';
import type { VerificationAppDeps } from './verification-app.tsx';

const { TABLE_NAME, WORK_BUCKET, PUBLIC_BASE_URL, ORIGIN_SECRETS } = variable;

/** What the verification service reads from its environment. */
export const verificationVariables = {
  TABLE_NAME,
  WORK_BUCKET,
  PUBLIC_BASE_URL,
  ORIGIN_SECRETS,
  ...verificationRate,
};
type VerificationEnvironment = z.infer<z.ZodObject<typeof verificationVariables>>;

/** Connects the verification service to AWS and to the files that lie beside its module. */
export async function connectVerification(env: VerificationEnvironment): Promise<VerificationAppDeps> {
  const table = { client: documentClient(), name: env.TABLE_NAME };
  const clock = systemClock;
  const uploads = new UploadStore(objectClient(), env.WORK_BUCKET, clock, randomId);
  const deps = {
    uploads,
    clock,
    issued: new IssuedFiles(table),
    tracker: new Tracker(table, clock),
    directory: new Directory(table),
  };
  return {
    settings: {
      publicBaseUrl: env.PUBLIC_BASE_URL,
      originSecrets: env.ORIGIN_SECRETS,
      allowance: env.RATE_VERIFY,
      uploadsTo: new URL((await uploads.offer()).url).origin,
    },
    services: {
      offerUpload: (leadTo) => uploads.offer(leadTo),
      verifyUpload: (upload) => verifyUpload(deps, upload),
    },
    assets: await assetsBeside(),
    limiter: new RateLimiter(table, clock),
    clock,
    newId: randomId,
  };
}
