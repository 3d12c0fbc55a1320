import { Hono } from 'hono';
import { checkDossier } from '../../intake/index.ts';
import type { Refusal } from '../../platform/refusal.ts';
import type { ApiDeps } from '../api/api-deps.ts';
import { actorIn } from '../auth/principal.ts';
import { requireRole } from '../auth/require-role.ts';
import { renderPage } from '../components/render-page.tsx';
import { nothingPasted, problemsOf } from '../desk/pasted-problems.ts';
import { freshDossier, type Sample } from '../desk/samples.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { readPasted } from '../http/read-pasted.ts';
import { viewOf } from '../http/view.ts';
import { SubmitPage, SubmittedPage, type SubmitForm } from '../pages/submit-page.tsx';

export interface SubmitDeps extends ApiDeps {
  readonly samples: readonly Sample[];
}

/** Submitting a dossier by hand. */
export function submitPageRoutes(deps: SubmitDeps): Hono<PortalEnv> {
  const app = new Hono<PortalEnv>();
  app.get('/desk/submit', (c) => {
    const sample = deps.samples.find(({ template }) => template === c.req.query('sample'));
    const now = deps.clock();
    const serial = String(now.getTime() % 10_000).padStart(4, '0');
    const json = sample ? freshDossier(sample, now, serial) : '';
    return showForm(deps, c, { json, sample: sample?.template, problems: [] });
  });
  app.post('/desk/submit', (c) => submit(deps, c));
  return app;
}

async function showForm(deps: SubmitDeps, c: PortalContext, form: SubmitForm): Promise<Response> {
  const who = requireRole(c, 'clerk');
  if (!who.ok) return answerRefusal(c, who);
  const all = await deps.services.listTemplates();
  const templates = all.filter(({ id, version }) =>
    deps.samples.some((sample) => sample.template === id && sample.version === version),
  );
  const page = <SubmitPage view={viewOf(c)} templates={templates} form={form} />;
  return renderPage(c, page, form.problems.length > 0 ? 422 : 200);
}

async function submit(deps: SubmitDeps, c: PortalContext): Promise<Response> {
  const who = requireRole(c, 'clerk');
  if (!who.ok) return answerRefusal(c, who);
  const pasted = await readPasted(c);
  if (!pasted.ok) return answerRefusal(c, pasted);
  const { text, empty, value } = pasted.value;
  const again = (refusal: Refusal) => {
    const { moreProblems } = refusal;
    return showForm(deps, c, { json: text, problems: problemsOf(refusal), moreProblems });
  };
  if (empty) return showForm(deps, c, { json: '', problems: [nothingPasted] });
  if (!value.ok) return again(value);
  const dossier = checkDossier(value.value);
  if (!dossier.ok) return again(dossier);
  const submittedBy = { actor: actorIn(who.value, 'clerk'), agencies: who.value.agencies };
  const taken = await deps.services.acceptDossier({ dossier: dossier.value, submittedBy });
  if (!taken.ok) return again(taken);
  const { created, revision } = taken.value;
  const { code, revision: number } = revision;
  return renderPage(
    c,
    <SubmittedPage view={viewOf(c)} code={code} revision={number} created={created} />,
    created ? 202 : 200,
  );
}
