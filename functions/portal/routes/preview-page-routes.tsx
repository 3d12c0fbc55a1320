import { Hono } from 'hono';
import { requireRole } from '../auth/require-role.ts';
import { renderPage } from '../components/render-page.tsx';
import { nothingPasted, problemsOf } from '../desk/pasted-problems.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { readPasted } from '../http/read-pasted.ts';
import { viewOf } from '../http/view.ts';
import { PreviewPage, type PreviewShown } from '../pages/preview-page.tsx';
import type { PreviewDeps } from '../preview.ts';

/** What the clerk's submitting page shows before it submits. */
export function previewPageRoutes(deps: PreviewDeps): Hono<PortalEnv> {
  const app = new Hono<PortalEnv>();
  app.post('/desk/preview', (c) => preview(deps, c));
  return app;
}

async function preview(deps: PreviewDeps, c: PortalContext): Promise<Response> {
  const who = requireRole(c, 'clerk');
  if (!who.ok) return answerRefusal(c, who);
  const pasted = await readPasted(c);
  if (!pasted.ok) return answerRefusal(c, pasted);
  const { text, empty, value } = pasted.value;
  const unseen = { problems: [], moreProblems: false, pages: 0, pictures: [] };
  if (empty) return show(c, text, { ...unseen, problems: [nothingPasted] });
  if (!value.ok) return show(c, text, { ...unseen, problems: problemsOf(value) });
  const seen = await deps.previewDossier({ value: value.value, agencies: who.value.agencies });
  return show(c, text, seen.ok ? seen.value : { ...unseen, problems: problemsOf(seen) });
}

function show(c: PortalContext, json: string, preview: PreviewShown): Response | Promise<Response> {
  // Pictures nobody else can ask for come with the page itself.
  c.set('pictures', 'inline');
  const page = <PreviewPage view={viewOf(c)} json={json} preview={preview} />;
  return renderPage(c, page, preview.problems.length > 0 ? 422 : 200);
}
