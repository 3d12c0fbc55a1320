/**
 * A timestamp authority and its roots as they go on through decades, for tests: new keys every five years, a new
 * root before the old one ends, stronger algorithms when the time has come. It answers over HTTP at a simulated time.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../platform/clock.ts';
import { OID } from '../cms/object-identifiers.ts';
import type { Signer } from '../signers/signer.ts';
import { answerTimestampRequest } from './answer-timestamp-request.ts';
import { type Served, serve } from './serve.ts';
import { type TestAuthority, createTestAuthority } from './test-keys.ts';
import { testList } from './test-status.ts';

export interface Authorities {
  readonly timestampUrl: string;
  /** Every root there has been so far, in DER: those that ended stay, for what they once proved. */
  readonly roots: () => readonly Uint8Array[];
  /** Does not answer timestamp requests. */
  silent: boolean;
  readonly close: () => Promise<void>;
}

interface Era {
  readonly from: Date;
  readonly root: TestAuthority;
  readonly time: Signer;
}

const year = (full: number) => new Date(Date.UTC(full, 0, 1));
/** Generations of five years; each certificate lives half a year longer than it is used. */
const GENERATIONS = [2026, 2031, 2036, 2041, 2046, 2051, 2056];
/** From here on RSA with 3072 bits and SHA-512. */
const STRONGER_FROM = 2041;
const ROOT_YEARS = 15;

export async function openAuthorities(clock: Clock): Promise<Authorities> {
  const eras: Era[] = [];
  const authorities = { silent: false };
  const current = () => eras.findLast(({ from }) => from <= clock()) ?? eras[0];
  const served = await serve(async (request) => {
    const body = await bodyOf(request);
    const path = request.url ?? '';
    if (path.startsWith('/list/')) return listOf(eras[Number(path.slice('/list/'.length))], clock());
    const era = current();
    if (authorities.silent || era === undefined) return undefined;
    return answerTimestampRequest(body, {
      signer: era.time,
      policy: '1.3.6.1.4.1.99999.1',
      serialNumber: randomBytes(8),
      time: clock(),
    });
  });
  for (const full of GENERATIONS) eras.push(await openEra(full, eras, served));
  return Object.assign(authorities, {
    timestampUrl: `${served.url}/time`,
    roots: () => {
      const begun = eras.filter(({ from }) => from <= clock());
      return [...new Set(begun.map(({ root }) => root.certificate))];
    },
    close: served.close,
  });
}

async function openEra(full: number, eras: readonly Era[], { url }: Served): Promise<Era> {
  const last = eras.at(-1);
  const isRootNew = (full - (GENERATIONS[0] ?? full)) % ROOT_YEARS === 0;
  const stronger = full >= STRONGER_FROM;
  const root =
    last !== undefined && !isRootNew
      ? last.root
      : await createTestAuthority(`Gốc ${full}`, {
          notBefore: year(full),
          notAfter: year(full + ROOT_YEARS + 1),
          key: stronger ? 'rsa3072' : 'rsa2048',
        });
  const time = await root.issue({
    subject: `Dấu thời gian ${full}`,
    key: stronger ? 'rsa3072' : 'rsa',
    extendedKeyUsage: OID.timeStamping,
    statusAt: { crl: `${url}/list/${eras.length}` },
    notBefore: year(full),
    notAfter: new Date(Date.UTC(full + 5, 6, 1)),
  });
  const algorithm = stronger ? 'RSASSA_PKCS1_V1_5_SHA_512' : 'RSASSA_PKCS1_V1_5_SHA_256';
  return { from: year(full), root, time: time.signer(algorithm) };
}

async function listOf(era: Era | undefined, now: Date): Promise<Uint8Array | undefined> {
  return era && testList({ signer: era.root.signer, thisUpdate: now });
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  return Buffer.concat(await request.toArray());
}
