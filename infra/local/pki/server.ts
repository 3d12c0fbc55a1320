import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/body.ts';
import { listen } from '../http/listen.ts';
import type { Listening } from '../http/listen.ts';
import { sendBytes } from '../http/respond.ts';
import { openAuthority } from './authority.ts';
import type { Authority } from './authority.ts';
import { statusResponse } from './certificate-status.ts';
import type { StatusSource } from './certificate-status.ts';
import { openRegister } from './register.ts';
import type { CertificateRegister } from './register.ts';
import { revocationList } from './revocation-list.ts';
import { timestampResponse } from './timestamp-authority.ts';

const MAX_BODY = 64 * 1024;

/**
 * How the timestamp authority behaves, for tests: `answer` is well; `stall` takes the question and never
 * answers; `fail` answers HTTP 503.
 */
export type TimestampMood = 'answer' | 'stall' | 'fail';

/** The running development PKI. */
export interface Pki extends Listening {
  /** Root certificate in PEM: what results must chain to. */
  readonly rootPem: string;
  /** Address of the RFC 3161 timestamp authority. */
  readonly timestampUrl: string;
  readonly certify: CertificateRegister['certify'];
  readonly revoke: CertificateRegister['revoke'];
  setTimestampMood(mood: TimestampMood): void;
}

type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Starts the development PKI on the port its certificates carry. Throws PkiAddressChanged, PortInUse. */
export async function startPki(options: { directory: string; port: number }): Promise<Pki> {
  const authority = await openAuthority(options.directory, options.port);
  const register = await openRegister(options.directory, authority);
  let mood: TimestampMood = 'answer';
  const routes = new Map<string, Route>([
    ...certificateRoutes(authority, register),
    ['/tsa', (request, response) => answerTimestamp(authority, mood, request, response)],
  ]);
  const listening = await listen(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://pki').pathname;
    const route = routes.get(path) ?? routes.get(path.replace(/\/ocsp\/.+$/u, '/ocsp'));
    if (route === undefined) sendBytes(response, 404, 'text/plain', Buffer.from('Not found\n'));
    else await route(request, response);
  }, options.port);
  return {
    ...listening,
    rootPem: authority.root.certificate.toString('pem'),
    timestampUrl: `${listening.url}/tsa`,
    certify: register.certify,
    revoke: register.revoke,
    setTimestampMood: (next) => void (mood = next),
  };
}

function certificateRoutes(authority: Authority, register: CertificateRegister): [string, Route][] {
  const { root, issuing, ocspRoot, ocspIssuing } = authority;
  const rootStatus: StatusSource = { issuer: root, responder: ocspRoot, revoked: () => undefined };
  const issuingStatus: StatusSource = { issuer: issuing, responder: ocspIssuing, revoked: register.revoked };
  return [
    ['/root.cer', file('application/pkix-cert', async () => new Uint8Array(root.certificate.rawData))],
    ['/issuing.cer', file('application/pkix-cert', async () => new Uint8Array(issuing.certificate.rawData))],
    ['/root.crl', file('application/pkix-crl', () => revocationList(root, [], new Date()))],
    [
      '/issuing.crl',
      file('application/pkix-crl', () => revocationList(issuing, register.revocations(), new Date())),
    ],
    ['/root/ocsp', (request, response) => answerStatus(rootStatus, request, response)],
    ['/issuing/ocsp', (request, response) => answerStatus(issuingStatus, request, response)],
  ];
}

function file(type: string, content: () => Promise<Uint8Array>): Route {
  return async (_request, response) => sendBytes(response, 200, type, await content());
}

async function answerStatus(
  source: StatusSource,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body =
    request.method === 'POST'
      ? await readBody(request, MAX_BODY)
      : Buffer.from(decodeURIComponent((request.url ?? '').split('/ocsp/')[1] ?? ''), 'base64');
  const answer = await statusResponse(source, body, new Date());
  sendBytes(response, 200, 'application/ocsp-response', answer);
}

async function answerTimestamp(
  authority: Authority,
  mood: TimestampMood,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, MAX_BODY);
  if (mood === 'stall') return;
  if (mood === 'fail') return sendBytes(response, 503, 'text/plain', Buffer.from('Unavailable\n'));
  const answer = await timestampResponse(authority, body, new Date());
  sendBytes(response, 200, 'application/timestamp-reply', answer);
}
