import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/body.ts';
import { sendBytes } from '../http/respond.ts';
import type { Authority, Member } from './authority.ts';
import { statusResponse } from './certificate-status.ts';
import type { StatusSource } from './certificate-status.ts';
import type { CertificateRegister, Revocation } from './register.ts';
import { revocationList } from './revocation-list.ts';
import type { PkiService, Switches } from './switches.ts';
import { timestampResponse } from './timestamp-authority.ts';

const MAX_BODY = 64 * 1024;

export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Parts {
  readonly authority: Authority;
  /** The timestamp authority as it is now. */
  readonly timestamp: () => Authority;
  readonly register: CertificateRegister;
  readonly switches: Switches;
}

/** An authority with what it has revoked among the certificates it has issued. */
interface Issuing {
  readonly issuer: Member;
  readonly responder: Member;
  readonly has: (serialNumber: string) => boolean;
}

/** Everything the PKI answers, by path. */
export function pkiRoutes(parts: Parts): [string, Route][] {
  const { root, issuing, ocspRoot, ocspIssuing } = parts.authority;
  const belowRoot = new Set([issuing, ocspRoot].map(({ certificate }) => certificate.serialNumber));
  return [
    ...authorityRoutes(parts, '/root', {
      issuer: root,
      responder: ocspRoot,
      has: (serialNumber) => belowRoot.has(serialNumber),
    }),
    ...authorityRoutes(parts, '/issuing', {
      issuer: issuing,
      responder: ocspIssuing,
      has: (serialNumber) => serialNumber !== root.certificate.serialNumber && !belowRoot.has(serialNumber),
    }),
    [
      '/tsa',
      switched(parts, 'tsa', 'application/timestamp-reply', async (request, now) =>
        timestampResponse(parts.timestamp(), await readBody(request, MAX_BODY), now),
      ),
    ],
  ];
}

function authorityRoutes(parts: Parts, path: string, { issuer, responder, has }: Issuing): [string, Route][] {
  const { register } = parts;
  const among = (entries: readonly Revocation[]) => entries.filter(({ serialNumber }) => has(serialNumber));
  const source: StatusSource = {
    issuer,
    responder,
    revoked: (serialNumber) => (has(serialNumber) ? register.revoked(serialNumber) : undefined),
  };
  const certificate = new Uint8Array(issuer.certificate.rawData);
  return [
    [`${path}.cer`, async (_, response) => sendBytes(response, 200, 'application/pkix-cert', certificate)],
    [
      `${path}.crl`,
      switched(parts, 'crl', 'application/pkix-crl', (_, now) =>
        revocationList(issuer, among(register.revocations()), now),
      ),
    ],
    [
      `${path}/ocsp`,
      switched(parts, 'ocsp', 'application/ocsp-response', async (request, now) =>
        statusResponse(source, await questionOf(request), now),
      ),
    ],
  ];
}

/** An answer of the service as it is told to behave. */
function switched(
  { switches }: Parts,
  service: PkiService,
  type: string,
  answer: (request: IncomingMessage, now: Date) => Promise<Uint8Array>,
): Route {
  return async (request, response) => {
    const { mood } = switches.of(service);
    if (mood === 'stall') return;
    if (mood === 'fail') return sendBytes(response, 503, 'text/plain', Buffer.from('Unavailable\n'));
    sendBytes(response, 200, type, await answer(request, switches.now(service)));
  };
}

/** By POST, or by GET with the question in the path (RFC 6960 appendix A.1). */
async function questionOf(request: IncomingMessage): Promise<Uint8Array> {
  if (request.method === 'POST') return readBody(request, MAX_BODY);
  return Buffer.from(decodeURIComponent((request.url ?? '').split('/ocsp/')[1] ?? ''), 'base64');
}
