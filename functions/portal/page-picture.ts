import type { OpenAPIHono } from '@hono/zod-openapi';
import { countPages, renderPageImage } from '../rendering/index.ts';
import { described } from './api/described.ts';
import { findDocument, type DocumentDeps } from './api/find-document.ts';
import { pagePictureRoute } from './api/page-picture-route.ts';
import { revisionOf } from './api/reach.ts';
import { requireRole } from './auth/require-role.ts';
import { createFront, type FrontDeps } from './front.ts';
import { answerRefusal } from './http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from './http/portal-env.ts';
import { requestRefusals } from './http/refusals.ts';

/** Width of page pictures, pixels: A4 at 144 dpi, sharp on dense screens. */
const PICTURE_WIDTH = 1_191;

export interface PagePictureDeps extends FrontDeps, DocumentDeps {}

/** Pages as pictures, which need a PDF viewer: an application beside the portal that reads and writes nothing else. */
export function createPagePicture(deps: PagePictureDeps): OpenAPIHono<PortalEnv> {
  const app = createFront(deps);
  described(app, pagePictureRoute, (c) => sendPicture(deps, c));
  return app;
}

async function sendPicture(deps: PagePictureDeps, c: PortalContext): Promise<Response> {
  const who = requireRole(c, 'official', 'clerk');
  if (!who.ok) return answerRefusal(c, who);
  const id = revisionOf(c);
  if (!id) return answerRefusal(c, requestRefusals.dossierUnknown);
  const found = await findDocument(deps, who.value, id);
  if (!found.ok) return answerRefusal(c, found);
  const { pdf, sha256 } = found.value;
  const asked = c.req.param('p') ?? '';
  const number = /^[1-9]\d{0,3}$/.test(asked) ? Number(asked) : 0;
  const pages = await countPages(pdf);
  if (number < 1 || number > pages) {
    return answerRefusal(c, requestRefusals.pageMissing);
  }
  const png = await renderPageImage(pdf, number - 1, PICTURE_WIDTH);
  return c.body(new Uint8Array(png), 200, {
    'content-type': 'image/png',
    // A draft is for who is signed in: a shared machine keeps no picture of it.
    'cache-control': 'no-store',
    etag: `"${sha256}-${number}"`,
  });
}
