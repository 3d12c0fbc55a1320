import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** A request handler; what it throws becomes a 500 without a body. */
export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** A server that listens on 127.0.0.1. */
export interface Listening {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

/** The wanted port is held by another process. */
export class PortInUse extends Error {
  override readonly name = 'PortInUse';
  readonly port: number;

  constructor(port: number) {
    super(`Cổng ${port} đang được chương trình khác sử dụng. / Port ${port} is in use by another program.`);
    this.port = port;
  }
}

/** Binds a server to 127.0.0.1; port 0 lets the system choose. Throws PortInUse. */
export async function bind(server: Server, port: number): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortInUse(port) : error);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no TCP address.');
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    close: () => closeServer(server),
  };
}

/** Starts an HTTP server for one handler. */
export function listen(handler: HttpHandler, port: number): Promise<Listening> {
  return bind(createServer(safely(handler)), port);
}

function safely(handler: HttpHandler) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    Promise.resolve()
      .then(() => handler(request, response))
      .catch((error: unknown) => {
        process.emitWarning(error instanceof Error ? error : new Error(String(error)));
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
  };
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 500).unref();
  });
}
