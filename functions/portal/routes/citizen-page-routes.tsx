import { Hono } from 'hono';
import type { Landing } from '../../delivery/index.ts';
import type { FieldProblem, Outcome, Refusal } from '../../platform/refusal.ts';
import type { ApiDeps } from '../api/api-deps.ts';
import { statusQuestion } from '../api/citizen-routes.ts';
import { renderPage } from '../components/render-page.tsx';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { checkInput } from '../http/read-body.ts';
import { readForm } from '../http/read-form.ts';
import { viewOf } from '../http/view.ts';
import { LandingPage, StatusAnswerPage, StatusPage, UnlockedPage } from '../pages/citizen-pages.tsx';
import { VerifyPage } from '../pages/verify-page.tsx';
import { catalogue } from '../text/catalogue.ts';

/** Pages of citizens: status, the download link's landing page, verification. */
export function citizenPageRoutes(deps: ApiDeps): Hono<PortalEnv> {
  const app = new Hono<PortalEnv>();
  app.get('/status', (c) => renderPage(c, <StatusPage view={viewOf(c)} form={{ code: '', problems: [] }} />));
  app.post('/status', (c) => answerStatus(deps, c));
  app.get('/l/:token', async (c) => showLanding(c, await deps.services.openLink(c.req.param('token')), []));
  app.post('/l/:token', (c) => unlock(deps, c));
  app.get('/v/:id', async (c) => {
    const found = await deps.services.verifyPage(c.req.param('id'));
    if (!found.ok) return answerRefusal(c, found);
    return renderPage(c, <VerifyPage view={viewOf(c)} verification={found.value} />);
  });
  return app;
}

async function answerStatus({ services }: ApiDeps, c: PortalContext): Promise<Response> {
  const sent = await readForm(c);
  if (!sent.ok) return answerRefusal(c, sent);
  const { lastFour = '' } = sent.value;
  const code = (sent.value['code'] ?? '').toUpperCase();
  const view = viewOf(c);
  const open = [code === '' && OPEN.code, lastFour === '' && OPEN.lastFour].filter((each) => each !== false);
  if (open.length > 0) return renderPage(c, <StatusPage view={view} form={{ code, problems: open }} />, 422);
  const asked = checkInput(statusQuestion, { code, lastFour });
  const found = asked.ok ? await services.citizenStatus(asked.value) : asked;
  if (found.ok) return renderPage(c, <StatusAnswerPage view={view} status={found.value} />);
  const problems = found.problems ?? [onField('code', found)];
  return renderPage(c, <StatusPage view={view} form={{ code, problems }} />, found.status);
}

async function showLanding(
  c: PortalContext,
  landing: Outcome<Landing>,
  problems: readonly FieldProblem[],
): Promise<Response> {
  if (!landing.ok) return answerRefusal(c, landing);
  return renderPage(
    c,
    <LandingPage view={viewOf(c)} landing={landing.value} problems={problems} />,
    problems.length > 0 ? 422 : 200,
  );
}

/** A wrong second factor asks again; a link that is closed says so. */
async function unlock(deps: ApiDeps, c: PortalContext): Promise<Response> {
  const sent = await readForm(c);
  if (!sent.ok) return answerRefusal(c, sent);
  const token = c.req.param('token') ?? '';
  const { lastFour = '' } = sent.value;
  const unlocked = await deps.services.unlockLink({ token, lastFour });
  if (unlocked.ok) return renderPage(c, <UnlockedPage view={viewOf(c)} unlocked={unlocked.value} />);
  const again = unlocked.status === 403 || unlocked.status === 422;
  if (!again) return answerRefusal(c, unlocked);
  const problems = unlocked.problems ?? [onField('lastFour', unlocked)];
  return showLanding(c, await deps.services.showLinkAgain(token), problems);
}

const { vi, en } = catalogue;
const OPEN: Readonly<Record<'code' | 'lastFour', FieldProblem>> = {
  code: {
    field: 'code',
    rule: 'missing',
    message: { vi: vi.citizen.codeMissing, en: en.citizen.codeMissing },
  },
  lastFour: {
    field: 'lastFour',
    rule: 'missing',
    message: { vi: vi.citizen.lastFourMissing, en: en.citizen.lastFourMissing },
  },
};

function onField(field: string, { code, message }: Refusal): FieldProblem {
  return { field, rule: code, message };
}
