import type { OpenAPIHono } from '@hono/zod-openapi';
import { PageMissing, renderPageImage } from '../rendering/index.ts';
import { described } from './api/described.ts';
import { findAppendix, findDocument, type DocumentDeps, type FoundDocument } from './api/find-document.ts';
import { appendixPictureRoute, pagePictureRoute } from './api/page-picture-route.ts';
import { askedAppendix, askedRevision } from './api/reach.ts';
import type { Outcome } from '../platform/refusal.ts';
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
  described(app, pagePictureRoute, async (c) => {
    const asked = askedRevision(c, 'official', 'clerk');
    return sendPicture(c, asked.ok ? await findDocument(deps, asked.value.who, asked.value.id) : asked);
  });
  described(app, appendixPictureRoute, async (c) => {
    const asked = askedAppendix(c, 'official', 'clerk');
    return sendPicture(c, asked.ok ? await findAppendix(deps, asked.value.who, asked.value.id) : asked);
  });
  return app;
}

async function sendPicture(c: PortalContext, found: Outcome<FoundDocument>): Promise<Response> {
  if (!found.ok) return answerRefusal(c, found);
  const { pdf, sha256 } = found.value;
  const page = c.req.param('p') ?? '';
  const number = /^[1-9]\d{0,3}$/.test(page) ? Number(page) : 0;
  const png = await pictureOf(pdf, number - 1);
  if (!png) return answerRefusal(c, requestRefusals.pageMissing);
  return c.body(new Uint8Array(png), 200, {
    'content-type': 'image/png',
    // A draft is for who is signed in: a shared machine keeps no picture of it.
    'cache-control': 'no-store',
    etag: `"${sha256}-${number}"`,
  });
}

/** Undefined where the file has no such page. */
async function pictureOf(pdf: Uint8Array, pageIndex: number): Promise<Uint8Array | undefined> {
  try {
    return await renderPageImage(pdf, pageIndex, PICTURE_WIDTH);
  } catch (error) {
    if (error instanceof PageMissing) return undefined;
    throw error;
  }
}
