import { Hono } from 'hono';
import { askedRevision, revisionOf } from '../api/reach.ts';
import { resultDecision } from '../../approval/index.ts';
import type { Principal } from '../auth/principal.ts';
import { requireRole } from '../auth/require-role.ts';
import type { Done } from '../components/banner.tsx';
import { renderPage } from '../components/render-page.tsx';
import { decisionFacts } from '../desk/decision-facts.ts';
import { deskPath, taskPage } from '../desk/task-rows.ts';
import { vietnamDay } from '../../platform/clock.ts';
import type { FieldProblem } from '../../platform/refusal.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import { refuseKeeping } from '../http/refuse-keeping.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { checkInput } from '../http/read-body.ts';
import { readForm } from '../http/read-form.ts';
import { requestRefusals } from '../http/refusals.ts';
import { viewOf, type View } from '../http/view.ts';
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
  const page = await taskPage(services, who.value, ['approval', 'signature'], c.req.query('after'));
  if (!page.ok) return answerRefusal(c, page);
  const done = await justDecided(services, who.value, view, c.req.query('done'));
  return renderPage(c, <InboxPage view={view} page={page.value} today={vietnamDay(clock())} done={done} />);
}

/** What the official decided last, by the revision in the address: said only of what they did decide. */
async function justDecided(
  { tasks }: Pick<ApiDeps['services'], 'tasks'>,
  { official }: Principal,
  { t }: View,
  revision: string | undefined,
): Promise<Done | undefined> {
  const [, code = '', n = ''] = /^(.{1,60})-r([1-9]\d{0,3})$/.exec(revision ?? '') ?? [];
  if (code === '') return undefined;
  const dossier = { code, revision: Number(n) };
  const task = await tasks.find({ ...dossier, kind: 'approval', round: 1 });
  if (task?.scope !== official && task?.initialled?.some(({ actor }) => actor.id === official)) {
    return { text: t.inbox.doneInitialled(code), dossier };
  }
  if (task?.scope !== official || !task?.output) return undefined;
  const rejected = task.output['decision'] === 'rejected';
  return { text: rejected ? t.inbox.doneRejected(code) : t.inbox.doneApproved(code), dossier };
}

async function showDecision(deps: ApiDeps, c: PortalContext, form: DecisionForm): Promise<Response> {
  const asked = askedRevision(c, 'official');
  if (!asked.ok) return answerRefusal(c, asked);
  const { who, id } = asked.value;
  const facts = await decisionFacts(deps.services, who, id);
  if (!facts.ok) return answerRefusal(c, facts);
  const today = vietnamDay(deps.clock());
  return renderPage(
    c,
    <DecisionPage view={viewOf(c)} facts={facts.value} form={form} today={today} />,
    form.problems.length > 0 ? 422 : 200,
  );
}

async function takeDecision(deps: ApiDeps, c: PortalContext): Promise<Response> {
  const sent = await readForm(c);
  if (!sent.ok) return answerRefusal(c, sent);
  const who = requireRole(c, 'official');
  if (!who.ok) return refuseKeeping(c, who, sent.value['reason'] ?? '');
  const id = revisionOf(c);
  if (!id) return answerRefusal(c, requestRefusals.dossierUnknown);
  const { decision = '', reason = '', sha256 = '' } = sent.value;
  const again = (problems: readonly FieldProblem[]) => showDecision(deps, c, { decision, reason, problems });
  if (decision === '') return again([UNDECIDED]);
  if (decision === 'approve' && reason !== '') return again([OF_TWO_MINDS]);
  const checked = checkInput(resultDecision, { decision, sha256, ...(reason !== '' && { reason }) });
  if (!checked.ok) {
    const problems = checked.problems ?? [];
    // What the page has no control for is a form that is not ours, and is told as any refusal.
    return problems.every(({ field }) => field === 'reason') ? again(problems) : answerRefusal(c, checked);
  }
  const taken = await deps.services.decideResult({ id, user: who.value, ...checked.value });
  if (taken.ok) {
    if (taken.value.decision === 'approved' && (await signsElsewhere(deps, who.value))) {
      return c.redirect(deskPath('signing', id), 303);
    }
    const query = new URLSearchParams({ done: `${id.code}-r${id.revision}` });
    return c.redirect(`/desk/inbox?${query.toString()}`, 303);
  }
  return taken.problems ? again(taken.problems) : answerRefusal(c, taken);
}

/** Whether the official's key is in a device of their own, so that approving is only half of signing. */
async function signsElsewhere({ services }: ApiDeps, { official }: Principal): Promise<boolean> {
  const entry = await services.findOfficial(official ?? '');
  return entry?.key.route === 'external';
}

const { vi, en } = catalogue;
const UNDECIDED: FieldProblem = {
  field: 'decision',
  rule: 'missing',
  message: { vi: vi.inbox.chooseDecision, en: en.inbox.chooseDecision },
};
const OF_TWO_MINDS: FieldProblem = {
  field: 'reason',
  rule: 'contradictory',
  message: { vi: vi.inbox.reasonButSigned, en: en.inbox.reasonButSigned },
};
