import { Hono } from 'hono';
import { z } from 'zod';
import { revisionNamed } from '../api/reach.ts';
import type { Principal } from '../auth/principal.ts';
import { requireRole } from '../auth/require-role.ts';
import type { Done } from '../components/banner.tsx';
import { renderPage } from '../components/render-page.tsx';
import { taskPage } from '../desk/task-rows.ts';
import type { FieldProblem } from '../../platform/refusal.ts';
import { alikeRepairs, MOST_ALIKE, repairDecision } from '../../repair/index.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import { refuseKeeping } from '../http/refuse-keeping.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { checkInput } from '../http/read-body.ts';
import { readForm } from '../http/read-form.ts';
import { requestRefusals } from '../http/refusals.ts';
import { viewOf, type View } from '../http/view.ts';
import { alikeName } from '../components/alike-repairs.tsx';
import type { RepairForm } from '../desk/repair-form.ts';
import { repairName, RepairsPage } from '../pages/repairs-page.tsx';
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
  const page = await taskPage(services, who.value, ['repair'], c.req.query('after'));
  if (!page.ok) return answerRefusal(c, page);
  const done = await justDecided(services, who.value, view, c.req.query());
  return renderPage(
    c,
    <RepairsPage view={view} page={page.value} form={form} done={done} />,
    form ? 422 : 200,
  );
}

/**
 * What was decided last, by the repair's name in the address, and with how many others: said only of what was decided
 * at this agency.
 */
async function justDecided(
  { tasks }: Pick<ApiDeps['services'], 'tasks'>,
  { agencies }: Principal,
  { t }: View,
  { done: repair, together }: Readonly<Record<string, string>>,
): Promise<Done | undefined> {
  const [, code = '', n = '', round = ''] =
    /^(.{1,60})-r([1-9]\d{0,3})-([1-9]\d{0,3})$/.exec(repair ?? '') ?? [];
  if (code === '') return undefined;
  const dossier = { code, revision: Number(n) };
  const task = await tasks.find({ ...dossier, kind: 'repair', round: Number(round) });
  if (!task?.output || !agencies.includes(task.scope)) return undefined;
  const cancelled = task.output['action'] === 'cancel';
  const count = z.coerce.number().int().min(2).max(MOST_ALIKE).safeParse(together);
  if (count.success && !cancelled) return { text: t.repairs.doneAlike(count.data) };
  return { text: cancelled ? t.repairs.doneCancel(code) : t.repairs.doneRetry(code), dossier };
}

async function takeDecision(deps: ApiDeps, c: PortalContext): Promise<Response> {
  const sent = await readForm(c);
  if (!sent.ok) return answerRefusal(c, sent);
  const who = requireRole(c, 'operator');
  if (!who.ok) return refuseKeeping(c, who, typedIn(sent.value, 'note-'));
  if (sent.value['state'] !== undefined) return retryTogether(deps, c, who.value, sent.value);
  const id = revisionNamed(sent.value['code'], sent.value['revision']);
  if (!id) return answerRefusal(c, requestRefusals.dossierUnknown);
  const repair = Number(sent.value['repair']);
  const of = repairName({ ...id, round: repair });
  const action = sent.value[`action-${of}`] ?? '';
  const note = sent.value[`note-${of}`] ?? '';
  const again = (problems: readonly FieldProblem[]) => showRepairs(deps, c, { of, action, note, problems });
  const open = [action === '' && MISSING.action, note === '' && MISSING.note].filter(
    (each) => each !== false,
  );
  if (open.length > 0) return again(open);
  const decision = checkInput(repairDecision, { repair, action, note });
  if (!decision.ok) return again(decision.problems ?? []);
  const taken = await deps.services.decideRepair({ id, user: who.value, ...decision.value });
  if (!taken.ok)
    return again(taken.problems ?? [{ field: 'action', rule: taken.code, message: taken.message }]);
  const query = new URLSearchParams({ done: of });
  return c.redirect(`/desk/repairs?${query.toString()}`, 303);
}

/** One answer for all that stopped alike. */
async function retryTogether(
  deps: ApiDeps,
  c: PortalContext,
  user: Principal,
  sent: Readonly<Record<string, string>>,
): Promise<Response> {
  const { state = '', error = '' } = sent;
  const of = alikeName({ state, error });
  const note = sent[`note-${of}`] ?? '';
  const again = (problems: readonly FieldProblem[]) =>
    showRepairs(deps, c, { of, action: '', note, problems });
  if (note === '') return again([MISSING.note]);
  const alike = checkInput(alikeRepairs, { state, error, note });
  if (!alike.ok) return again(alike.problems ?? []);
  const decided = await deps.services.retryAlike({ user, ...alike.value });
  const [first] = decided;
  if (!first) return again([NONE_ALIKE]);
  const query = new URLSearchParams({ done: repairName(first), together: String(decided.length) });
  return c.redirect(`/desk/repairs?${query.toString()}`, 303);
}

/** The text of the field whose name begins so. */
function typedIn(fields: Readonly<Record<string, string>>, beginning: string): string {
  return Object.entries(fields).find(([name]) => name.startsWith(beginning))?.[1] ?? '';
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
const NONE_ALIKE: FieldProblem = {
  field: 'note',
  rule: 'none-alike',
  message: { vi: vi.repairs.noneAlike, en: en.repairs.noneAlike },
};
