import { Hono } from 'hono';
import { copyOrder } from '../../copies/index.ts';
import { collection } from '../../delivery/index.ts';
import { vietnamDay } from '../../platform/clock.ts';
import type { Outcome } from '../../platform/refusal.ts';
import type { RevisionId } from '../../tracking/index.ts';
import type { ApiDeps } from '../api/api-deps.ts';
import { askedRevision, reachDossier } from '../api/reach.ts';
import { reissueOrder, revokeOrder } from '../api/return-routes.ts';
import type { Principal } from '../auth/principal.ts';
import { requireRole } from '../auth/require-role.ts';
import { renderPage } from '../components/render-page.tsx';
import { doneText, inPageWords } from '../desk/clerk-texts.ts';
import { dossierFacts } from '../desk/dossier-facts.ts';
import { REFRESH_SECONDS } from '../desk/progress.ts';
import { deskPath, taskPage } from '../desk/task-rows.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { checkInput } from '../http/read-body.ts';
import { readForm } from '../http/read-form.ts';
import { requestRefusals } from '../http/refusals.ts';
import { viewOf } from '../http/view.ts';
import { ClerkPage } from '../pages/clerk-page.tsx';
import { DossierPage, type ClerkForm } from '../pages/dossier-page.tsx';

const UNTOUCHED: ClerkForm = { values: {}, problems: [] };

/** The clerk's desk, and the page of one revision with the clerk's forms. */
export function dossierPageRoutes(deps: ApiDeps): Hono<PortalEnv> {
  const app = new Hono<PortalEnv>();
  const { services } = deps;
  app.get('/desk/clerk', (c) => showDesk(deps, c));
  app.get('/desk/dossiers', (c) => findDossier(deps, c));
  app.get('/desk/dossiers/:code/:n', (c) => showDossier(deps, c, UNTOUCHED));
  app.post('/desk/dossiers/:code/:n/seal', (c) =>
    act(deps, c, async (id, user) => said(await services.sealByHand({ id, user }), 'sealed')),
  );
  app.post('/desk/dossiers/:code/:n/copies', (c) =>
    act(deps, c, async (id, clerk, { order }) => {
      const wanted = checkInput(copyOrder, { order });
      if (!wanted.ok) return wanted;
      return said(await services.orderCopy({ id, order: wanted.value.order, clerk }), 'copy-ordered');
    }),
  );
  app.post('/desk/dossiers/:code/:n/collection', (c) =>
    act(deps, c, async (id, clerk, { identityCheck, collector, authorisation }) => {
      const sent = { identityCheck, collector, ...(authorisation && { authorisation }) };
      const read = checkInput(collection, sent);
      if (!read.ok) return read;
      return said(await services.collectResult({ id, collection: read.value, clerk }), 'collected');
    }),
  );
  app.post('/desk/dossiers/:code/:n/reissue', (c) =>
    act(deps, c, async (id, clerk, { replaces }) => {
      const order = checkInput(reissueOrder, { action: 'reissue', replaces: Number(replaces) });
      if (!order.ok) return order;
      const sent = await services.reissueLink({ id, replaces: order.value.replaces, clerk });
      return said(sent, sent.ok && sent.value.notified === 'failed' ? 'not-sent' : 'reissued');
    }),
  );
  app.post('/desk/dossiers/:code/:n/revoke', (c) =>
    act(deps, c, async (id, clerk, { reason = '' }) => {
      const order = checkInput(revokeOrder, { action: 'revoke', reason });
      return order.ok
        ? said(await services.revokeLink({ id, reason: order.value.reason, clerk }), 'revoked')
        : order;
    }),
  );
  return app;
}

async function showDesk({ services, clock }: ApiDeps, c: PortalContext): Promise<Response> {
  const who = requireRole(c, 'clerk');
  if (!who.ok) return answerRefusal(c, who);
  const page = await taskPage(services, who.value, ['seal', 'collection'], c.req.query('after'));
  if (!page.ok) return answerRefusal(c, page);
  return renderPage(c, <ClerkPage view={viewOf(c)} page={page.value} today={vietnamDay(clock())} />);
}

/** By its code to its newest revision. */
async function findDossier({ services }: ApiDeps, c: PortalContext): Promise<Response> {
  const who = requireRole(c, 'official', 'clerk', 'operator');
  if (!who.ok) return answerRefusal(c, who);
  const found = await reachDossier(services.tracker, who.value, (c.req.query('code') ?? '').trim());
  const newest = found.ok ? found.value.at(-1) : undefined;
  if (!newest) return answerRefusal(c, requestRefusals.dossierUnknown);
  return c.redirect(deskPath('dossiers', newest), 303);
}

async function showDossier(
  { services, clock }: ApiDeps,
  c: PortalContext,
  form: ClerkForm,
): Promise<Response> {
  const asked = askedRevision(c, 'official', 'clerk', 'operator');
  if (!asked.ok) return answerRefusal(c, asked);
  const { who, id } = asked.value;
  const facts = await dossierFacts(services, who, id, clock());
  if (!facts.ok) return answerRefusal(c, facts);
  const view = viewOf(c);
  const done = doneText(view, c.req.query('done'));
  const status = form.problems.length > 0 ? 422 : 200;
  if (facts.value.refreshes) c.header('refresh', `${REFRESH_SECONDS}; url=${deskPath('dossiers', id)}`);
  return renderPage(c, <DossierPage view={view} facts={facts.value} done={done} form={form} />, status);
}

function said(done: Outcome<unknown>, what: string): Outcome<string> {
  return done.ok ? { ok: true, value: what } : done;
}

/** A clerk's form: performed, then shown again with what was done or what has to be corrected. */
async function act(
  deps: ApiDeps,
  c: PortalContext,
  perform: (id: RevisionId, clerk: Principal, fields: Record<string, string>) => Promise<Outcome<string>>,
): Promise<Response> {
  const asked = askedRevision(c, 'clerk');
  if (!asked.ok) return answerRefusal(c, asked);
  const { who, id } = asked.value;
  const sent = await readForm(c);
  if (!sent.ok) return answerRefusal(c, sent);
  const done = await perform(id, who, sent.value);
  if (done.ok) return c.redirect(`${deskPath('dossiers', id)}?done=${done.value}`, 303);
  if (!done.problems) return answerRefusal(c, done);
  const problems = done.problems.map((each) => inPageWords(each));
  return showDossier(deps, c, { values: sent.value, problems });
}
