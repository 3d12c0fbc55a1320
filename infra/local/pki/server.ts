import { listen } from '../http/listen.ts';
import type { Listening } from '../http/listen.ts';
import { sendBytes } from '../http/respond.ts';
import { openAuthority, succeedTimestamp } from './authority.ts';
import type { Authority } from './authority.ts';
import { openRegister } from './register.ts';
import type { CertificateRegister } from './register.ts';
import { pkiRoutes } from './routes.ts';
import { switches } from './switches.ts';
import type { Switches } from './switches.ts';
import type { X509Certificate } from './x509.ts';

/** The PKI's own certificates, by what they are for. */
export type OwnCertificates = Readonly<Record<Exclude<keyof Authority, 'port'>, X509Certificate>>;

/** The running development PKI. */
export interface Pki extends Listening, CertificateRegister {
  /** Root certificate in PEM: what results must chain to. */
  readonly rootPem: string;
  /** Address of the RFC 3161 timestamp authority. */
  readonly timestampUrl: string;
  readonly certificates: OwnCertificates;
  /** How OCSP, CRL and timestamps behave. */
  readonly switches: Switches;
  /** Goes on timestamping under a new key, whose certificate ends later. */
  readonly succeedTimestamp: () => Promise<void>;
}

/** Starts the development PKI on the port its certificates carry. Throws PkiAddressChanged, PortInUse. */
export async function startPki(options: { directory: string; port: number }): Promise<Pki> {
  const authority = await openAuthority(options.directory, options.port);
  const register = await openRegister(options.directory, authority);
  const told = switches();
  let current = authority;
  const routes = new Map(pkiRoutes({ authority, timestamp: () => current, register, switches: told }));
  const listening = await listen(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://pki').pathname;
    const route = routes.get(path) ?? routes.get(path.replace(/\/ocsp\/.+$/u, '/ocsp'));
    if (route === undefined) sendBytes(response, 404, 'text/plain', Buffer.from('Not found\n'));
    else await route(request, response);
  }, options.port);
  const { root, issuing, timestamp, ocspRoot, ocspIssuing } = authority;
  return {
    ...listening,
    ...register,
    rootPem: root.certificate.toString('pem'),
    timestampUrl: `${listening.url}/tsa`,
    switches: told,
    succeedTimestamp: async () => {
      current = await succeedTimestamp(options.directory, current);
    },
    certificates: {
      root: root.certificate,
      issuing: issuing.certificate,
      timestamp: timestamp.certificate,
      ocspRoot: ocspRoot.certificate,
      ocspIssuing: ocspIssuing.certificate,
    },
  };
}
