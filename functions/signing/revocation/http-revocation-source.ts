/** Status over HTTP: OCSP (RFC 6960 appendix A) where the certificate names a responder, else its list. */
import { createHash, randomBytes } from 'node:crypto';
import { revocationPointers } from '../certificates/revocation-pointers.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Issued } from './certificate-id.ts';
import { MAX_CRL_BYTES, MAX_OCSP_BYTES, certificateStatus } from './certificate-status.ts';
import { checkOcsp } from './check-ocsp.ts';
import type { Freshness } from './evidence-time.ts';
import { fetchLimited } from './fetch-limited.ts';
import { encodeOcspRequest } from './ocsp-request.ts';
import { RememberedStatus } from './remembered-status.ts';
import { type CheckedStatus, type RevocationSource, RevocationUnavailable } from './revocation-source.ts';

/** Addresses of one kind that are tried; no certificate names more in earnest. */
const MAX_ADDRESSES = 2;

/** How long all addresses of a certificate have together, unless they are given another time. */
export const STATUS_ANSWERS_MS = 20_000;

export interface RevocationSettings {
  readonly clock: Clock;
  readonly freshness: Freshness;
  /** How long an answer serves again, in milliseconds; never beyond its nextUpdate. */
  readonly rememberMs: number;
  /** How long one address has to answer. */
  readonly answerMs?: number;
  /** How long all addresses of a certificate have together. */
  readonly allAnswersMs?: number;
}

export class HttpRevocationSource implements RevocationSource {
  readonly #settings: RevocationSettings;
  readonly #remembered: RememberedStatus;

  constructor(settings: RevocationSettings) {
    this.#settings = settings;
    this.#remembered = new RememberedStatus(settings.rememberMs);
  }

  async check(issued: Issued): Promise<CheckedStatus> {
    const { clock, allAnswersMs = STATUS_ANSWERS_MS } = this.#settings;
    const key = createHash('sha256').update(issued.certificate).digest('hex');
    const known = this.#remembered.find(key, clock());
    if (known) return known;
    const status = await this.#ask(issued, AbortSignal.timeout(allAnswersMs));
    this.#remembered.keep(key, status, clock());
    return status;
  }

  async #ask(issued: Issued, deadline: AbortSignal): Promise<CheckedStatus> {
    const { ocsp, crl } = revocationPointers(issued.certificate);
    const reasons: string[] = [];
    const ways = [
      ...ocsp
        .slice(0, MAX_ADDRESSES)
        .map((address) => ({ address, ask: () => this.#byOcsp(address, issued, deadline) })),
      ...crl
        .slice(0, MAX_ADDRESSES)
        .map((address) => ({ address, ask: () => this.#byList(address, issued, deadline) })),
    ];
    for (const { address, ask } of ways) {
      try {
        return await ask();
      } catch (error) {
        reasons.push(`${hostOf(address)}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    throw new RevocationUnavailable(`no status from ${reasons.join('; ') || 'any address: none is named'}`);
  }

  async #byOcsp(address: string, issued: Issued, deadline: AbortSignal): Promise<CheckedStatus> {
    const nonce = randomBytes(32);
    const ocsp = await fetchLimited(address, {
      maximalBytes: MAX_OCSP_BYTES,
      signal: this.#signal(deadline),
      question: { type: 'application/ocsp-request', body: encodeOcspRequest(issued, nonce) },
    });
    const responder = responderOf(ocsp, issued);
    const crls = responder === undefined ? [] : await this.#listsFor(responder, issued, deadline);
    return this.#counted(issued, { ocsps: [ocsp], crls, nonce });
  }

  /** The list that says a responder was not revoked itself, where it must be asked for. */
  async #listsFor(responder: Uint8Array, { issuer }: Issued, deadline: AbortSignal): Promise<Uint8Array[]> {
    const { needsNoCheck, crl } = revocationPointers(responder);
    const [address] = crl;
    if (needsNoCheck || address === undefined) return [];
    return [...(await this.#byList(address, { certificate: responder, issuer }, deadline)).crls];
  }

  async #byList(address: string, issued: Issued, deadline: AbortSignal): Promise<CheckedStatus> {
    const signal = this.#signal(deadline);
    const crl = await fetchLimited(address, { maximalBytes: MAX_CRL_BYTES, signal });
    return this.#counted(issued, { ocsps: [], crls: [crl] });
  }

  /** @throws {Error} where the evidence says nothing */
  #counted(
    issued: Issued,
    evidence: { ocsps: Uint8Array[]; crls: Uint8Array[]; nonce?: Uint8Array },
  ): CheckedStatus {
    const { clock, freshness } = this.#settings;
    const status = certificateStatus({ ...issued, ...evidence, at: clock(), freshness });
    if (status.status === 'unknown') throw new Error(status.faults.join(', '));
    const { crls } = evidence;
    const { responder, kind } = status.evidence;
    const ocsps = kind === 'ocsp' ? evidence.ocsps : [];
    return { status, ocsps, crls, certificates: responder === undefined ? [] : [responder] };
  }

  #signal(deadline: AbortSignal): AbortSignal {
    return AbortSignal.any([deadline, AbortSignal.timeout(this.#settings.answerMs ?? 8_000)]);
  }
}

/** The delegated responder of an answer that holds; whether it does is said later, once. */
function responderOf(ocsp: Uint8Array, issued: Issued): Uint8Array | undefined {
  const reading = checkOcsp({ ...issued, ocsp, certificates: [] });
  return reading.ok ? reading.value[0]?.responder : undefined;
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : 'no address';
}
