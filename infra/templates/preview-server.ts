import { watch } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { renderPageImage } from '../../functions/rendering/index.ts';
import { inspectTemplate, type Inspection } from './inspect.ts';
import { previewPage } from './preview-page.ts';
import { pathOf, type TemplatePlace } from './template-place.ts';

/** A page that shows a template's sample and follows its files. */
export interface PreviewServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Editors write a file in several steps: so long nothing may happen before it is read, milliseconds. */
const SETTLED_MS = 80;
const WIDTH_PX = 900;

/**
 * Serves `/`, the pages with their problems beside them, `/result.pdf` and `/pages/{n}.png`, on this machine alone;
 * an open page reloads when a file of the template changes.
 * @param port 0 for any; another one where it is taken
 */
export async function servePreview(place: TemplatePlace, port: number): Promise<PreviewServer> {
  let seen: Promise<Inspection> = inspectTemplate(place);
  const waiting = new Set<ServerResponse>();
  let settling: NodeJS.Timeout | undefined;
  const watcher = watch(pathOf(place), () => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      seen = inspectTemplate(place);
      for (const open of waiting) open.write('data: changed\n\n');
    }, SETTLED_MS);
  });
  const server = createServer((request, response) => {
    if (request.url === '/changes') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(': open\n\n');
      waiting.add(response);
      response.once('close', () => waiting.delete(response));
      return;
    }
    answer(request.url ?? '/', place, seen).then(
      ({ type, body }) =>
        response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body),
      (error: unknown) =>
        response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(String(error)),
    );
  });
  await listen(server, port);
  const address = server.address();
  const taken = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://127.0.0.1:${taken}/`,
    close: async () => {
      watcher.close();
      clearTimeout(settling);
      for (const open of waiting) open.end();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Another preview may still be open: then any port will do. */
async function listen(server: Server, port: number): Promise<void> {
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
}

async function answer(
  url: string,
  place: TemplatePlace,
  seen: Promise<Inspection>,
): Promise<{ type: string; body: string | Uint8Array }> {
  const { document, problems } = await seen;
  if (document && url === '/result.pdf') return { type: 'application/pdf', body: document.pdf };
  const page = Number(/^\/pages\/(\d+)\.png/.exec(url)?.[1] ?? 0);
  if (document && page >= 1 && page <= document.pages) {
    return { type: 'image/png', body: await renderPageImage(document.pdf, page - 1, WIDTH_PX) };
  }
  const body = previewPage(`${place.id}/${place.version}`, problems, document?.pages ?? 0);
  return { type: 'text/html; charset=utf-8', body };
}
