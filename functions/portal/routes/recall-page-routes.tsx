import { Hono } from 'hono';
import type { FieldProblem, Outcome } from '../../platform/refusal.ts';
import { recallRefusals } from '../../recall/index.ts';
import type { ApiDeps } from '../api/api-deps.ts';
import { askedRevision } from '../api/reach.ts';
import type { Principal } from '../auth/principal.ts';
import { renderPage } from '../components/render-page.tsx';
import { dossierFacts, type DossierFacts } from '../desk/dossier-facts.ts';
import { inRecallWords, readRecall, type RecallFields } from '../desk/recall-form.ts';
import { deskPath } from '../desk/task-rows.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { readForm } from '../http/read-form.ts';
import { viewOf } from '../http/view.ts';
import { RecallCheckPage, RecallPage } from '../pages/recall-page.tsx';

/** An official recalls a document in two steps: the form, and a last look before it is done. */
export function recallPageRoutes(deps: ApiDeps): Hono<PortalEnv> {
  const app = new Hono<PortalEnv>();
  const path = '/desk/dossiers/:code/:n/recall';
  app.get(path, (c) => onDocument(deps, c, ({ facts }) => showForm(c, facts, {})));
  app.post(`${path}/edit`, (c) => onForm(deps, c, ({ facts, values }) => showForm(c, facts, values)));
  app.post(`${path}/check`, (c) =>
    onForm(deps, c, ({ facts, values }) => {
      const order = readRecall(values);
      if (!order.ok) return corrected(c, facts, values, order);
      const view = viewOf(c);
      return renderPage(c, <RecallCheckPage view={view} facts={facts} values={values} order={order.value} />);
    }),
  );
  app.post(path, (c) =>
    onForm(deps, c, async ({ who, facts, values }) => {
      const order = readRecall(values);
      if (!order.ok) return corrected(c, facts, values, order);
      const { code, revision } = facts;
      const id = { code, revision };
      const done = await deps.services.recallResult({ id, order: order.value, user: who });
      if (!done.ok) return corrected(c, facts, values, done);
      return c.redirect(`${deskPath('dossiers', id)}?done=recalled`, 303);
    }),
  );
  return app;
}

interface Asked {
  readonly who: Principal;
  readonly facts: DossierFacts;
}

/** For who may recall this document; pressed twice, they see what they did. */
async function onDocument(
  { services, clock }: ApiDeps,
  c: PortalContext,
  answer: (asked: Asked) => Response | Promise<Response>,
): Promise<Response> {
  const asked = askedRevision(c, 'official');
  if (!asked.ok) return answerRefusal(c, asked);
  const { who, id } = asked.value;
  const found = await dossierFacts(services, who, id, clock());
  if (!found.ok) return answerRefusal(c, found);
  const facts = found.value;
  if (facts.state.recalled) return c.redirect(deskPath('dossiers', id), 303);
  if (!facts.state.archived) return answerRefusal(c, recallRefusals.notIssued);
  return facts.mayRecall ? answer({ who, facts }) : answerRefusal(c, recallRefusals.notYours);
}

function onForm(
  deps: ApiDeps,
  c: PortalContext,
  answer: (asked: Asked & { readonly values: RecallFields }) => Response | Promise<Response>,
): Promise<Response> {
  return onDocument(deps, c, async (asked) => {
    const sent = await readForm(c);
    return sent.ok ? answer({ ...asked, values: sent.value }) : answerRefusal(c, sent);
  });
}

function showForm(
  c: PortalContext,
  facts: DossierFacts,
  values: RecallFields,
  problems: readonly FieldProblem[] = [],
): Response | Promise<Response> {
  const page = <RecallPage view={viewOf(c)} facts={facts} values={values} problems={problems} />;
  return renderPage(c, page, problems.length > 0 ? 422 : 200);
}

function corrected(
  c: PortalContext,
  facts: DossierFacts,
  values: RecallFields,
  refused: Extract<Outcome<unknown>, { ok: false }>,
): Response | Promise<Response> {
  if (!refused.problems) return answerRefusal(c, refused);
  const problems = refused.problems.map((each) => inRecallWords(each));
  return showForm(c, facts, values, problems);
}
