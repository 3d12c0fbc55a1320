import { z } from 'zod';
import { Directory } from '../directory/index.ts';
import { documentClient, objectClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { ObjectStore } from '../platform/object-store.ts';
import { revisionPayload, step } from '../platform/step.ts';
import { channel, Tracker } from '../tracking/index.ts';
import { prepareFonts } from './prepare-fonts.ts';
import { renderDraft, type RenderDeps } from './render-draft.ts';
import { loadTemplate } from './template/load-template.ts';

const env = readEnv({
  TABLE_NAME: variable.TABLE_NAME,
  WORK_BUCKET: variable.WORK_BUCKET,
  PUBLIC_BASE_URL: variable.PUBLIC_BASE_URL,
  TEMPLATES_DIR: variable.TEMPLATES_DIR,
});
await prepareFonts(env.TEMPLATES_DIR);
const table = { client: documentClient(), name: env.TABLE_NAME };
const deps: RenderDeps = {
  tracker: new Tracker(table, systemClock),
  directory: new Directory(table),
  work: new ObjectStore(objectClient(), env.WORK_BUCKET),
  loadTemplate: (id, version) => loadTemplate(env.TEMPLATES_DIR, id, version),
  publicBaseUrl: env.PUBLIC_BASE_URL,
  clock: systemClock,
};

/** The state RenderResult. */
export const handler = step({
  input: revisionPayload,
  output: z.object({
    document: z.object({ key: z.string(), sha256: z.string(), pages: z.number().int().positive() }),
    channels: z.array(channel),
    signer: z.enum(['kms', 'pkcs12', 'csc', 'external']),
    sealing: z.enum(['standing', 'by-hand']),
  }),
  run: (id) => renderDraft(deps, id),
});
