import { handle } from 'hono/aws-lambda';
import { reviewDossier } from '../intake/index.ts';
import { readEnv, variable } from '../platform/env.ts';
import { loadTemplate, prepareFonts, previewDossier, type PreviewDossierDeps } from '../rendering/index.ts';
import { Tracker } from '../tracking/index.ts';
import { connectFront, frontVariables } from './connect-front.ts';
import { createPreview } from './preview.ts';

const env = readEnv({ ...frontVariables, TEMPLATES_DIR: variable.TEMPLATES_DIR });
await prepareFonts(env.TEMPLATES_DIR);
const front = await connectFront(env);
const rules = {
  tracker: new Tracker(front.table, front.clock),
  directory: front.directory,
  clock: front.clock,
  loadTemplate: (id: string, version: number) => loadTemplate(env.TEMPLATES_DIR, id, version),
};
const deps: PreviewDossierDeps = {
  reviewDossier: (given) => reviewDossier(rules, given),
  clock: front.clock,
  publicBaseUrl: env.PUBLIC_BASE_URL,
};

/** Previews of dossiers, for systems and on the clerk's page. */
export const handler = handle(
  createPreview({ ...front, previewDossier: (given) => previewDossier(deps, given) }),
);
