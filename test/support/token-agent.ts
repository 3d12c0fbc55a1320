import { createHash, X509Certificate } from 'node:crypto';
import { createAgent } from '../../examples/token-agent/src/agent-server.ts';
import { Fault, type FaultCode } from '../../examples/token-agent/src/fault.ts';
import { signDigest } from '../../infra/local/kms/sign-digest.ts';
import type { SignedDigest, SigningRequest, Token } from '../../examples/token-agent/src/token.ts';

/** What goes wrong with the device the next time it is asked; nothing unless a test says so. */
export interface TokenFaults {
  /** the whole batch is refused */
  refuse?: FaultCode;
  /** the value at this place of the batch is over something else */
  badValueAt?: number;
  /** this one is not signed, the others are */
  missingAt?: number;
  /** values come in another order than asked */
  reversed?: boolean;
}

/** The signing software of an official's machine, with a key of the test's where a token would be. */
export interface TokenAgent {
  readonly origin: string;
  readonly faults: TokenFaults;
  /** every batch the person was asked to allow */
  readonly asked: SigningRequest[];
  /** the code shown last */
  code(): string;
  /** a token with this key (PKCS#8) and its certificate is plugged in */
  hold(keyPem: string, certificatePem: string): void;
  /** time goes by, which ends codes and sessions */
  pass(ms: number): void;
  close(): Promise<void>;
}

/** Starts the reference agent's HTTP side on a port of its own. */
export async function startTokenAgent(origins: readonly string[], port = 0): Promise<TokenAgent> {
  const faults: TokenFaults = {};
  const asked: SigningRequest[] = [];
  let held: { key: string; certificate: Uint8Array } | undefined;
  let [code, now] = ['', Date.now()];
  const token: Token = {
    certificates: async () => {
      if (!held) throw new Fault('no-token', 'nothing is plugged in');
      return [{ certificate: held.certificate, token: 'Thiết bị thử' }];
    },
    sign: async (request) => {
      asked.push(request);
      if (faults.refuse) throw new Fault(faults.refuse, 'as the test says');
      if (!held) throw new Fault('no-token', 'nothing is plugged in');
      if (createHash('sha256').update(held.certificate).digest('hex') !== request.thumbprint) {
        throw new Fault('certificate-not-found', 'another certificate');
      }
      return signAll(request, held.key, faults);
    },
  };
  const showCode = (_origin: string, shown: string) => {
    code = shown;
  };
  const server = createAgent({ token, origins, showCode, report: () => {}, now: () => now });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the agent does not listen');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    faults,
    asked,
    code: () => code,
    hold: (key, pem) => {
      held = { key, certificate: new Uint8Array(new X509Certificate(pem).raw) };
    },
    pass: (ms) => {
      now += ms;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function signAll({ algorithm, digests }: SigningRequest, key: string, faults: TokenFaults): SignedDigest[] {
  const values = digests.map(({ id, digest }, index): SignedDigest => {
    if (index === faults.missingAt) return { id, error: { code: 'token-failed' } };
    const other = new Uint8Array(digest.length).fill(1);
    return { id, value: signDigest(key, algorithm, index === faults.badValueAt ? other : digest) };
  });
  return faults.reversed ? values.reverse() : values;
}
