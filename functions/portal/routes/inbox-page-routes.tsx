import { Hono } from 'hono';
import { listsOf, readLists } from '../api/task-lists.ts';
import { revisionOf } from '../api/reach.ts';
import { resultDecision } from '../../approval/index.ts';
import { requireRole } from '../auth/require-role.ts';
import { renderPage } from '../components/render-page.tsx';
import { decisionFacts } from '../desk/decision-facts.ts';
import { taskRows } from '../desk/task-rows.ts';
import { vietnamDay } from '../../platform/clock.ts';
import type { FieldProblem } from '../../platform/refusal.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { checkInput } from '../http/read-body.ts';
import { readForm } from '../http/read-form.ts';
import { requestRefusals } from '../http/refusals.ts';
import { viewOf } from '../http/view.ts';
import { DecisionPage, type DecisionForm } from '../pages/decision-page.tsx';
import { InboxPage } from '../pages/inbox-page.tsx';
import { catalogue } from '../text/catalogue.ts';
import type { ApiDeps } from '../api/api-deps.ts';

/** The official's inbox and decision. */
export function inboxPageRoutes(deps: ApiDeps): Hono<PortalEnv> {
  const app = new Hono<PortalEnv>();
  app.get('/desk/inbox', (c) => showInbox(deps, c));
  app.get('/desk/inbox/:code/:n', (c) => showDecision(deps, c, { decision: '', reason: '', problems: [] }));
  app.post('/desk/inbox/:code/:n', (c) => takeDecision(deps, c));
  return app;
}

async function showInbox({ services, clock }: ApiDeps, c: PortalContext): Promise<Response> {
  const who = requireRole(c, 'official');
  if (!who.ok) return answerRefusal(c, who);
  const view = viewOf(c);
  const lists = listsOf(who.value).filter(({ kind }) => kind === 'approval' || kind === 'signature');
  const rows = await taskRows(services.tracker, await readLists(services.tasks, lists));
  const code = c.req.query('code') ?? '';
  const { doneApproved, doneRejected } = view.t.inbox;
  const said = { approved: doneApproved(code), rejected: doneRejected(code) };
  const done = c.req.query('done');
  return renderPage(
    c,
    <InboxPage
      view={view}
      rows={rows}
      today={vietnamDay(clock())}
      done={done === 'approved' || done === 'rejected' ? said[done] : undefined}
    />,
  );
}

async function showDecision(deps: ApiDeps, c: PortalContext, form: DecisionForm): Promise<Response> {
  const who = requireRole(c, 'official');
  if (!who.ok) return answerRefusal(c, who);
  const id = revisionOf(c);
  if (!id) return answerRefusal(c, requestRefusals.dossierUnknown);
  const facts = await decisionFacts(deps.services, who.value, id);
  if (!facts.ok) return answerRefusal(c, facts);
  const today = vietnamDay(deps.clock());
  return renderPage(
    c,
    <DecisionPage view={viewOf(c)} facts={facts.value} form={form} today={today} />,
    form.problems.length > 0 ? 422 : 200,
  );
}

async function takeDecision(deps: ApiDeps, c: PortalContext): Promise<Response> {
  const who = requireRole(c, 'official');
  if (!who.ok) return answerRefusal(c, who);
  const id = revisionOf(c);
  const sent = await readForm(c);
  if (!sent.ok) return answerRefusal(c, sent);
  if (!id) return answerRefusal(c, requestRefusals.dossierUnknown);
  const { decision = '', reason = '', sha256 = '' } = sent.value;
  if (decision === '') return showDecision(deps, c, { decision, reason, problems: [UNDECIDED] });
  const again = (problems: readonly FieldProblem[]) => showDecision(deps, c, { decision, reason, problems });
  const checked = checkInput(resultDecision, { decision, sha256, ...(reason !== '' && { reason }) });
  if (!checked.ok) {
    const problems = checked.problems ?? [];
    // What the page has no control for is a form that is not ours, and is told as any refusal.
    return problems.every(({ field }) => field === 'reason') ? again(problems) : answerRefusal(c, checked);
  }
  const taken = await deps.services.decideResult({ id, user: who.value, ...checked.value });
  if (taken.ok) {
    const query = new URLSearchParams({ done: taken.value.decision, code: id.code });
    return c.redirect(`/desk/inbox?${query.toString()}`, 303);
  }
  return taken.problems ? again(taken.problems) : answerRefusal(c, taken);
}

const UNDECIDED: FieldProblem = {
  field: 'decision',
  rule: 'missing',
  message: { vi: catalogue.vi.inbox.chooseDecision, en: catalogue.en.inbox.chooseDecision },
};
