import { handle } from 'hono/aws-lambda';
import { readEnv, variable } from '../platform/env.ts';
import { loadTemplate, previewDossier } from '../rendering/index.ts';
import { Tracker } from '../tracking/index.ts';
import { connectFront, frontVariables } from './connect-front.ts';
import { createPreview } from './preview.ts';

const env = readEnv({ ...frontVariables, TEMPLATES_DIR: variable.TEMPLATES_DIR });
const front = await connectFront(env);
const deps = {
  tracker: new Tracker(front.table, front.clock),
  directory: front.directory,
  clock: front.clock,
  loadTemplate: (id: string, version: number) => loadTemplate(env.TEMPLATES_DIR, id, version),
  publicBaseUrl: env.PUBLIC_BASE_URL,
};

/** Previews of dossiers, for systems and on the clerk's page. */
export const handler = handle(
  createPreview({ ...front, previewDossier: (given) => previewDossier(deps, given) }),
);
