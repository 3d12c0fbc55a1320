import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Fault, faultOf } from './fault.ts';
import { PairingDesk } from './pairing.ts';
import { LIMITS, emptyBody, pairingCode, signatureBatch } from './requests.ts';
import type { Token } from './token.ts';

/** What the agent is started with. */
export interface AgentOptions {
  readonly token: Token;
  /** sites that may ask, as `https://host`; nobody else is answered */
  readonly origins: readonly string[];
  /** shows a pairing code to the person before this machine */
  readonly showCode: (origin: string, code: string) => void;
  /** told of what no code explains, for whoever looks after the machine */
  readonly report: (message: string) => void;
  readonly now?: () => number;
}

interface Call {
  readonly origin: string;
  readonly session: string;
  readonly body: unknown;
}

type Answer = Readonly<Record<string, unknown>>;
type Act = (call: Call) => Promise<Answer> | Answer;

/** The agent's HTTP side, not listening yet: `listen(port, '127.0.0.1')`, and nowhere else. */
export function createAgent({ token, origins, showCode, report, now = Date.now }: AgentOptions): Server {
  const acts = actsOf(token, new PairingDesk(showCode, now));
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const origin = request.headers.origin ?? '';
    try {
      checkHost(server, request);
      if (!origins.includes(origin)) throw new Fault('origin-not-allowed', 'this site is not on the list');
      // From here on the site may read the answer; before it, nobody learns more than a status.
      allowOrigin(response, origin);
      if (request.method === 'OPTIONS') return preflight(request, response);
      const act = actOf(acts, request);
      send(response, 200, await act({ origin, session: sessionOf(request), body: await bodyOf(request) }));
    } catch (error) {
      const { status, code, message } = faultOf(error);
      if (code === 'token-failed') report(message);
      send(response, status, { error: { code, message } });
    }
  };
  return server;
}

function actsOf(token: Token, desk: PairingDesk): Readonly<Record<string, Act>> {
  let signing = false;
  return {
    'GET /v1': () => ({ protocol: 'ket-qua-token-agent', versions: [1], limits: LIMITS }),
    'POST /v1/pairings': ({ origin, body }) => {
      emptyBody(body);
      desk.begin(origin);
      return {};
    },
    'POST /v1/sessions': ({ origin, body }) => ({ session: desk.complete(origin, pairingCode(body)) }),
    'GET /v1/certificates': async ({ origin, session }) => {
      desk.demand(origin, session);
      return { certificates: (await token.certificates()).map(shown) };
    },
    'POST /v1/signatures': async ({ origin, session, body }) => {
      desk.demand(origin, session);
      const batch = signatureBatch(body);
      if (signing) throw new Fault('busy', 'a batch is being signed');
      signing = true;
      try {
        const signed = await token.sign({ origin, ...batch });
        return {
          signatures: signed.map((each) =>
            'value' in each ? { id: each.id, value: Buffer.from(each.value).toString('base64') } : each,
          ),
        };
      } finally {
        signing = false;
      }
    },
  };
}

function shown({ certificate, token }: { readonly certificate: Uint8Array; readonly token: string }): Answer {
  const thumbprint = createHash('sha256').update(certificate).digest('hex');
  return { thumbprint, certificate: Buffer.from(certificate).toString('base64'), token };
}

/** A name that was made to point here (DNS rebinding) is not ours, whatever the browser thinks of its origin. */
function checkHost(server: Server, request: IncomingMessage): void {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  if (request.headers.host !== `127.0.0.1:${port}`) throw new Fault('host-not-allowed', 'ask 127.0.0.1');
}

function allowOrigin(response: ServerResponse, origin: string): void {
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('vary', 'origin');
}

/** CORS, and Private Network Access for the browsers that ask for it. */
function preflight(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-methods', 'GET, POST');
  response.setHeader('access-control-allow-headers', 'authorization, content-type');
  response.setHeader('access-control-max-age', '600');
  if (request.headers['access-control-request-private-network'] === 'true') {
    response.setHeader('access-control-allow-private-network', 'true');
  }
  response.writeHead(204).end();
}

function actOf(acts: Readonly<Record<string, Act>>, { method, url }: IncomingMessage): Act {
  const act = Object.hasOwn(acts, `${method} ${url}`) ? acts[`${method} ${url}`] : undefined;
  if (act) return act;
  const elsewhere = Object.keys(acts).some((name) => name.endsWith(` ${url}`));
  throw elsewhere
    ? new Fault('method-not-allowed', 'another method')
    : new Fault('not-found', 'no such path');
}

function sessionOf({ headers }: IncomingMessage): string {
  return /^Bearer ([\w-]{20,200})$/.exec(headers.authorization ?? '')?.[1] ?? '';
}

/** JSON and nothing else: a form or plain text would come without the browser's asking first. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  if (request.method === 'GET') return undefined;
  if (request.headers['content-type'] !== 'application/json') {
    throw new Fault('request-invalid', 'content-type is application/json');
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > LIMITS.bytes) throw new Fault('too-large', `at most ${LIMITS.bytes} octets`);
    parts.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    throw new Fault('request-invalid', 'no JSON');
  }
}

function send(response: ServerResponse, status: number, body: Answer): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(status === 413 && { connection: 'close' }),
  });
  response.end(JSON.stringify(body));
}
