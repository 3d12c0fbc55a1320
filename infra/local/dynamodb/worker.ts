import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { Readable } from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';
import dynalite from 'dynalite';
import { z } from 'zod';
import { readBody } from '../http/body.ts';
import { bind } from '../http/listen.ts';

const MAX_BODY = 16 * 1024 * 1024;
const { directory, port } = z.object({ directory: z.string(), port: z.number() }).parse(workerData);

/** dynalite throws when a client goes away in mid-request: it is handed whole requests only. */
function wholeRequestsOnly(server: Server): void {
  const [serve] = server.listeners('request');
  server.removeAllListeners('request');
  const listener: RequestListener = (request, response) => {
    readBody(request, MAX_BODY).then(
      (body) => void serve?.call(server, whole(request, body), response),
      () => response.destroy(),
    );
  };
  server.on('request', listener);
}

function whole(request: IncomingMessage, body: Buffer): Readable {
  const { method, url, headers } = request;
  return Object.assign(Readable.from([body]), { method, url, headers });
}

const server = dynalite({ path: directory, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
wholeRequestsOnly(server);
try {
  const listening = await bind(server, port);
  parentPort?.postMessage({ port: listening.port });
  parentPort?.once('message', () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
} catch (error) {
  parentPort?.postMessage({ refused: error instanceof Error ? error.name : 'Error' });
}
