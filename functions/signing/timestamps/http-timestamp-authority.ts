/** RFC 3161 over HTTP (§3.4), at several addresses in order of preference. */
import { createHash, randomBytes } from 'node:crypto';
import { type AlgorithmEnds, algorithmsEndAt } from '../../platform/algorithm-ends.ts';
import type { Clock } from '../../platform/clock.ts';
import { MalformedDer, memberAt, readMembers, readWhole } from '../cms/der-reader.ts';
import type { HashName } from '../cms/signature-algorithm.ts';
import { type Timestamp, type TimestampAuthority, TsaUnavailable } from './timestamp-authority.ts';
import { encodeTimestampRequest } from './timestamp-request.ts';
import { verifyTimestamp } from './verify-timestamp.ts';

/** How long an authority may take; up to `MOST_TSA_URLS` are asked in turn. */
export const TSA_ANSWER_MS = 8_000;
/** An authority whose clock is further off than this is broken, or not who it says. */
const CLOCK_TOLERANCE_MS = 60_000;

export class HttpTimestampAuthority implements TimestampAuthority {
  readonly #addresses: readonly string[];
  readonly #roots: () => Promise<readonly Uint8Array[]>;
  readonly #clock: Clock;
  readonly #hash: HashName;

  /**
   * @param roots certificates in DER that the authorities must chain to
   * @param ends of the hashes: what lasts longest is asked for
   */
  constructor(
    addresses: readonly string[],
    roots: () => Promise<readonly Uint8Array[]>,
    clock: Clock,
    ends: AlgorithmEnds = {},
  ) {
    this.#addresses = addresses;
    this.#roots = roots;
    this.#clock = clock;
    this.#hash = longestLasting(ends);
  }

  async timestamp(stamped: Uint8Array, notBefore?: Date): Promise<Timestamp> {
    const roots = await this.#roots();
    const reasons: string[] = [];
    for (const address of this.#addresses) {
      try {
        const answer = await requestToken(address, stamped, roots, this.#hash);
        refuseWrongClock(answer.time, this.#clock(), notBefore);
        return answer;
      } catch (error) {
        reasons.push(`${new URL(address).host}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    throw new TsaUnavailable(`no timestamp from ${reasons.join('; ')}`);
  }
}

async function requestToken(
  address: string,
  stamped: Uint8Array,
  roots: readonly Uint8Array[],
  hash: HashName,
): Promise<Timestamp> {
  const nonce = newNonce();
  const digest = createHash(hash).update(stamped).digest();
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: new Uint8Array(encodeTimestampRequest(digest, nonce, hash)),
    signal: AbortSignal.timeout(TSA_ANSWER_MS),
    redirect: 'error',
  });
  if (!response.ok) throw new Error(`status ${response.status}`);
  const token = tokenOf(new Uint8Array(await response.arrayBuffer()));
  const verdict = verifyTimestamp({ token, stamped, roots, nonce });
  if (!verdict.ok) throw new Error(verdict.fault);
  return { token, time: verdict.time };
}

/** The first of those that end last; every authority knows SHA-256, so that it comes first. */
function longestLasting(ends: AlgorithmEnds): HashName {
  const hashes = [
    { name: 'sha256', end: algorithmsEndAt(['SHA-256'], ends) },
    { name: 'sha512', end: algorithmsEndAt(['SHA-512'], ends) },
    { name: 'sha384', end: algorithmsEndAt(['SHA-384'], ends) },
  ] as const;
  const last = Math.max(...hashes.map(({ end }) => end?.getTime() ?? Infinity));
  return hashes.find(({ end }) => (end?.getTime() ?? Infinity) === last)?.name ?? 'sha256';
}

/** Two stamps out of order would make a file that no validator accepts, and that nothing can mend. */
function refuseWrongClock(time: Date, now: Date, notBefore: Date | undefined): void {
  const off = Math.abs(time.getTime() - now.getTime()) > CLOCK_TOLERANCE_MS;
  if (off || (notBefore !== undefined && time < notBefore)) throw new Error('timestamp-clock');
}

/** Positive and without a leading zero octet, so that its DER content is these very octets. */
function newNonce(): Uint8Array {
  const nonce = randomBytes(8);
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40;
  return nonce;
}

/** @throws {MalformedDer} where the answer is no TimeStampResp with a granted token */
function tokenOf(answer: Uint8Array): Uint8Array {
  const response = readWhole(answer);
  const status = memberAt(memberAt(response, 0), 0).content[0];
  if (status !== 0 && status !== 1) throw new MalformedDer(`refused with status ${status}`);
  const token = readMembers(response)[1];
  if (token === undefined) throw new MalformedDer('no token');
  return token.encoded;
}
