import { Hono } from 'hono';
import { vietnamDay } from '../../platform/clock.ts';
import type { FieldProblem, Outcome } from '../../platform/refusal.ts';
import { agencyRevision, type RevisionId } from '../../tracking/index.ts';
import type { ApiDeps } from '../api/api-deps.ts';
import { revisionOf } from '../api/reach.ts';
import type { Principal } from '../auth/principal.ts';
import { requireRole } from '../auth/require-role.ts';
import { renderPage } from '../components/render-page.tsx';
import { handIn, type HandedIn } from '../desk/hand-in.ts';
import { isUnderWay, REFRESH_SECONDS } from '../desk/progress.ts';
import { rowKey, signingRowOf, signingRows, type SigningRows } from '../desk/signing-rows.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { readForm } from '../http/read-form.ts';
import { refuseKeeping } from '../http/refuse-keeping.tsx';
import { requestRefusals } from '../http/refusals.ts';
import { viewOf } from '../http/view.ts';
import { SigningPage } from '../pages/signing-page.tsx';
import { catalogue } from '../text/catalogue.ts';

interface SigningDeps extends ApiDeps {
  /** origin of the signing software on the official's machine */
  readonly tokenAgent: string;
  /** path of the script that speaks to it */
  readonly script: string;
}

interface Sent extends HandedIn {
  readonly values: Readonly<Record<string, string>>;
}

const UNTOUCHED: Sent = { done: [], problems: [], values: {} };

/** Signing with the official's own device: everything that waits for it, or one dossier. */
export function signingPageRoutes(deps: SigningDeps): Hono<PortalEnv> {
  const app = new Hono<PortalEnv>();
  for (const path of ['/desk/signing', '/desk/signing/:code/:n']) {
    app.get(path, (c) => showSigning(deps, c, UNTOUCHED));
    app.post(path, (c) => takeSignatures(deps, c));
  }
  return app;
}

async function showSigning(deps: SigningDeps, c: PortalContext, sent: Sent): Promise<Response> {
  const who = requireRole(c, 'official');
  if (!who.ok) return answerRefusal(c, who);
  const one = c.req.param('code') === undefined ? undefined : (revisionOf(c) ?? 'none');
  if (one === 'none') return answerRefusal(c, requestRefusals.dossierUnknown);
  const page = one ? await oneRow(deps, who.value, one) : await allRows(deps, c, who.value);
  if (!page.ok) return answerRefusal(c, page);
  const preparing = page.value.rows.length === 0 && one !== undefined && (await isPreparing(deps, one));
  if (preparing && sent.done.length === 0) c.header('refresh', `${REFRESH_SECONDS}; url=${c.req.path}`);
  c.set('connectsTo', deps.tokenAgent);
  const view = viewOf(c);
  const { signing } = view.t;
  const nothing = preparing ? signing.preparing : one ? signing.notWaiting : signing.empty;
  const { tokenAgent, script } = deps;
  const today = vietnamDay(deps.clock());
  return renderPage(
    c,
    <SigningPage {...{ view, today, tokenAgent, script, nothing, page: page.value, ...sent }} />,
    sent.problems.length > 0 ? 422 : 200,
  );
}

async function oneRow(deps: SigningDeps, official: Principal, id: RevisionId): Promise<Outcome<SigningRows>> {
  const revision = await agencyRevision(deps.services.tracker, id, official.agencies);
  if (!revision.ok) return revision;
  return { ok: true, value: { rows: await signingRowOf(deps, official, id), next: undefined } };
}

function allRows(deps: SigningDeps, c: PortalContext, official: Principal): Promise<Outcome<SigningRows>> {
  return signingRows(deps, official, c.req.query('after'));
}

/** Whether only a moment lies between the dossier and its signature. */
async function isPreparing({ services }: SigningDeps, id: RevisionId): Promise<boolean> {
  const item = await services.tracker.revision(id);
  const state = await services.tracker.state(id);
  return state.document === null && isUnderWay(item, state, await services.tracker.log.read(id));
}

async function takeSignatures(deps: SigningDeps, c: PortalContext): Promise<Response> {
  const sent = await readForm(c);
  if (!sent.ok) return answerRefusal(c, sent);
  const who = requireRole(c, 'official');
  if (!who.ok) return refuseKeeping(c, who, pasted(sent.value));
  const taken = await handIn(deps.services, who.value.official ?? '', sent.value);
  const problems = taken.done.length + taken.problems.length === 0 ? [NOTHING] : taken.problems;
  const settled = new Set(taken.done.map((id) => `value-${rowKey(id)}`));
  const values = Object.fromEntries(Object.entries(sent.value).filter(([name]) => !settled.has(name)));
  return showSigning(deps, c, { done: taken.done, problems, values });
}

/** The values somebody pasted whose session has ended meanwhile. */
function pasted(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .flatMap(([name, value]) => (name.startsWith('value-') && value !== '' ? [`${name}: ${value}`] : []))
    .join('\n');
}

const { vi, en } = catalogue;
const NOTHING: FieldProblem = {
  field: '',
  rule: 'missing',
  message: { vi: vi.signing.nothing, en: en.signing.nothing },
};
