import { createServer, type IncomingMessage } from 'node:http';

export interface Served {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** An HTTP server for a test, on a port of its own; where nothing is answered it is 503. */
export async function serve(
  answer: (request: IncomingMessage) => Promise<Uint8Array | undefined>,
): Promise<Served> {
  const server = createServer((request, response) => {
    void answer(request).then((body) => response.writeHead(body === undefined ? 503 : 200).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
