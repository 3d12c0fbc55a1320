import { Hono } from 'hono';
import { postalReport } from '../../post/index.ts';
import { requireRole } from '../auth/require-role.ts';
import { renderPage } from '../components/render-page.tsx';
import type { FieldProblem } from '../../platform/refusal.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { checkInput } from '../http/read-body.ts';
import { readForm } from '../http/read-form.ts';
import { viewOf } from '../http/view.ts';
import { PostPage, type ReportForm } from '../pages/post-page.tsx';
import { catalogue } from '../text/catalogue.ts';
import type { ApiDeps } from '../api/api-deps.ts';
import { queueQuery } from '../api/post-routes.ts';

/** The post office's desk. */
export function postPageRoutes(deps: ApiDeps): Hono<PortalEnv> {
  const app = new Hono<PortalEnv>();
  app.get('/desk/post', (c) => showQueue(deps, c, undefined));
  app.post('/desk/post', (c) => takeReport(deps, c));
  return app;
}

async function showQueue(
  { services }: ApiDeps,
  c: PortalContext,
  form: ReportForm | undefined,
): Promise<Response> {
  const who = requireRole(c, 'post');
  if (!who.ok) return answerRefusal(c, who);
  const { after } = queueQuery.catch({}).parse(c.req.query());
  const [queue, quarantined] = await Promise.all([
    services.postQueue({ user: who.value, ...(after !== undefined && { after }) }),
    services.quarantinedEvents(who.value),
  ]);
  if (!queue.ok) return answerRefusal(c, queue);
  if (!quarantined.ok) return answerRefusal(c, quarantined);
  const { orders, next } = queue.value;
  const view = viewOf(c);
  const order = ORDER.exec(c.req.query('order') ?? '')?.[0] ?? '';
  const said = { done: view.t.post.done(order), unchecked: view.t.post.unchecked(order) };
  const done = c.req.query('done');
  return renderPage(
    c,
    <PostPage
      view={view}
      orders={orders}
      next={next}
      quarantined={quarantined.value}
      form={form}
      done={order !== '' && (done === 'done' || done === 'unchecked') ? said[done] : undefined}
    />,
    form ? 422 : 200,
  );
}

/** An order's code, so that an address makes this page say nothing else. */
const ORDER = /^KQ[0-9A-Z]{12}$/;

async function takeReport(deps: ApiDeps, c: PortalContext): Promise<Response> {
  const who = requireRole(c, 'post');
  if (!who.ok) return answerRefusal(c, who);
  const sent = await readForm(c);
  if (!sent.ok) return answerRefusal(c, sent);
  const { order = '' } = sent.value;
  const field = (name: string) => sent.value[`${name}-${order}`] ?? '';
  const [event, reason, tracking] = [field('event'), field('reason'), field('tracking')];
  const again = (problems: readonly FieldProblem[]) =>
    showQueue(deps, c, { order, event, reason, tracking, problems });
  if (event === '') return again([NO_EVENT]);
  const report = checkInput(postalReport, {
    order,
    event,
    occurredAt: deps.clock().toISOString(),
    ...(reason !== '' && { reason }),
    ...(tracking !== '' && { tracking }),
  });
  if (!report.ok) return again(report.problems ?? []);
  const taken = await deps.services.recordPostalEvent({ report: report.value, user: who.value });
  if (!taken.ok) return taken.problems ? again(taken.problems) : answerRefusal(c, taken);
  const done = taken.value.warnings.length > 0 ? 'unchecked' : 'done';
  return c.redirect(`/desk/post?${new URLSearchParams({ done, order }).toString()}`, 303);
}

const NO_EVENT: FieldProblem = {
  field: 'event',
  rule: 'missing',
  message: { vi: catalogue.vi.post.chooseEvent, en: catalogue.en.post.chooseEvent },
};
