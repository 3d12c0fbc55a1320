import type { z } from 'zod';
import { IssuedFiles } from '../archive/index.ts';
import { Directory } from '../directory/index.ts';
import { documentClient, keyClient, objectClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { variable } from '../platform/env.ts';
import { ObjectStore } from '../platform/object-store.ts';
import { NumberRegister } from '../registry/index.ts';
import { ProofSchedule } from '../renewal/index.ts';
import { sharedTypeface } from '../rendering/index.ts';
import { agencySigning, trustVariables } from '../signing/index.ts';
import { Tracker } from '../tracking/index.ts';
import { CopyRepository } from './copy-repository.ts';
import type { IssueDeps } from './issue-copy.ts';

/** What the issuing of copies reads from its environment. */
export const issuingVariables = {
  TABLE_NAME: variable.TABLE_NAME,
  WORK_BUCKET: variable.WORK_BUCKET,
  ARCHIVE_BUCKET: variable.ARCHIVE_BUCKET,
  SECRETS_KEY_ID: variable.SECRETS_KEY_ID,
  SIGNATURE_LEVEL: variable.SIGNATURE_LEVEL,
  TEMPLATES_DIR: variable.TEMPLATES_DIR,
  ...trustVariables,
};

export function connectIssuing(env: z.infer<z.ZodObject<typeof issuingVariables>>): IssueDeps {
  const table = { client: documentClient(), name: env.TABLE_NAME };
  const objects = objectClient();
  const directory = new Directory(table);
  const work = new ObjectStore(objects, env.WORK_BUCKET);
  return {
    tracker: new Tracker(table, systemClock),
    directory,
    copies: new CopyRepository(table),
    register: new NumberRegister(table),
    work,
    archive: new ObjectStore(objects, env.ARCHIVE_BUCKET),
    issued: new IssuedFiles(table),
    proofs: new ProofSchedule(table),
    ...agencySigning({ table, directory, work, keys: keyClient(), env }),
    typeface: () => sharedTypeface(env.TEMPLATES_DIR),
    clock: systemClock,
  };
}
