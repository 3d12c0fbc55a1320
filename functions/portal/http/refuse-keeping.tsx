import type { Refusal } from '../../platform/refusal.ts';
import { renderPage } from '../components/render-page.tsx';
import { ProblemPage } from '../pages/problem-page.tsx';
import type { PortalContext } from './portal-env.ts';
import { problemOf } from './problem.ts';
import { viewOf } from './view.ts';

/** Refuses who typed a text and may not send it any more, showing them the text to be copied. */
export function refuseKeeping(
  c: PortalContext,
  refusal: Refusal,
  typed: string,
): Response | Promise<Response> {
  const view = viewOf(c);
  const problem = problemOf(refusal, view.language, view.site.publicBaseUrl);
  return renderPage(c, <ProblemPage view={view} problem={problem} typed={typed} />, refusal.status);
}
