import { Hono } from 'hono';
import { revisionNamed } from '../api/reach.ts';
import { listsOf, readLists } from '../api/task-lists.ts';
import { requireRole } from '../auth/require-role.ts';
import { renderPage } from '../components/render-page.tsx';
import { taskRows } from '../desk/task-rows.ts';
import type { FieldProblem } from '../../platform/refusal.ts';
import { repairDecision } from '../../repair/index.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { checkInput } from '../http/read-body.ts';
import { readForm } from '../http/read-form.ts';
import { requestRefusals } from '../http/refusals.ts';
import { viewOf } from '../http/view.ts';
import { repairName, RepairsPage, type RepairForm } from '../pages/repairs-page.tsx';
import { catalogue } from '../text/catalogue.ts';
import type { ApiDeps } from '../api/api-deps.ts';

/** The operator's desk. */
export function repairsPageRoutes(deps: ApiDeps): Hono<PortalEnv> {
  const app = new Hono<PortalEnv>();
  app.get('/desk/repairs', (c) => showRepairs(deps, c, undefined));
  app.post('/desk/repairs', (c) => takeDecision(deps, c));
  return app;
}

async function showRepairs(
  { services }: ApiDeps,
  c: PortalContext,
  form: RepairForm | undefined,
): Promise<Response> {
  const who = requireRole(c, 'operator');
  if (!who.ok) return answerRefusal(c, who);
  const view = viewOf(c);
  const lists = listsOf(who.value).filter(({ kind }) => kind === 'repair');
  const rows = await taskRows(services.tracker, await readLists(services.tasks, lists));
  const code = c.req.query('code') ?? '';
  const said = { retry: view.t.repairs.doneRetry(code), cancel: view.t.repairs.doneCancel(code) };
  const done = c.req.query('done');
  return renderPage(
    c,
    <RepairsPage
      view={view}
      rows={rows}
      form={form}
      done={done === 'retry' || done === 'cancel' ? said[done] : undefined}
    />,
    form ? 422 : 200,
  );
}

async function takeDecision(deps: ApiDeps, c: PortalContext): Promise<Response> {
  const who = requireRole(c, 'operator');
  if (!who.ok) return answerRefusal(c, who);
  const sent = await readForm(c);
  if (!sent.ok) return answerRefusal(c, sent);
  const id = revisionNamed(sent.value['code'], sent.value['revision']);
  if (!id) return answerRefusal(c, requestRefusals.dossierUnknown);
  const repair = Number(sent.value['repair']);
  const of = repairName({ ...id, round: repair });
  const action = sent.value[`action-${of}`] ?? '';
  const note = sent.value[`note-${of}`] ?? '';
  const problems = [action === '' && MISSING.action, note === '' && MISSING.note].filter(
    (each) => each !== false,
  );
  if (problems.length > 0) return showRepairs(deps, c, { of, action, note, problems });
  const decision = checkInput(repairDecision, { repair, action, note });
  if (!decision.ok) return answerRefusal(c, decision);
  const taken = await deps.services.decideRepair({ id, user: who.value, ...decision.value });
  if (!taken.ok) return answerRefusal(c, taken);
  const query = new URLSearchParams({ done: taken.value.action, code: id.code });
  return c.redirect(`/desk/repairs?${query.toString()}`, 303);
}

const { vi, en } = catalogue;
const MISSING: Readonly<Record<'action' | 'note', FieldProblem>> = {
  action: {
    field: 'action',
    rule: 'missing',
    message: { vi: vi.repairs.chooseAction, en: en.repairs.chooseAction },
  },
  note: {
    field: 'note',
    rule: 'missing',
    message: { vi: vi.repairs.noteMissing, en: en.repairs.noteMissing },
  },
};
