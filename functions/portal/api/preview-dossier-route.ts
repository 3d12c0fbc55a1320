import type { OpenAPIHono, z } from '@hono/zod-openapi';
import type { DossierPreview } from '../../rendering/index.ts';
import { requireRole } from '../auth/require-role.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { readJson } from '../http/read-json.ts';
import type { PreviewDeps } from '../preview.ts';
import type { Language } from '../text/language.ts';
import { described } from './described.ts';
import { previewRoute, type previewAnswer } from './preview-route.ts';

/** Adds `POST /dossiers/preview`. */
export function addPreview(app: OpenAPIHono<PortalEnv>, deps: PreviewDeps): void {
  described(app, previewRoute, (c) => preview(deps, c));
}

async function preview(deps: PreviewDeps, c: PortalContext): Promise<Response> {
  const who = requireRole(c, 'integration', 'clerk');
  if (!who.ok) return answerRefusal(c, who);
  const body = await readJson(c);
  if (!body.ok) return answerRefusal(c, body);
  const seen = await deps.previewDossier({ value: body.value, agencies: who.value.agencies });
  return seen.ok ? c.json(answerOf(seen.value, c.get('language'))) : answerRefusal(c, seen);
}

function answerOf(
  { problems, moreProblems, pages, pictures }: DossierPreview,
  language: Language,
): z.input<typeof previewAnswer> {
  return {
    acceptable: problems.length === 0,
    problems: problems.map(({ field, rule, message, at }) => ({
      field,
      rule,
      message: message[language],
      ...(at && { at }),
    })),
    ...(moreProblems && { moreProblems }),
    pages,
    pictures: pictures.map(({ page, png }) => ({ page, png: Buffer.from(png).toString('base64') })),
  };
}
