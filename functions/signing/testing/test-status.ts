/** OCSP responses and revocation lists for tests, right or wrong in every way a test wants. */
import { createHash } from 'node:crypto';
import { certificateParts } from '../certificates/certificate-parts.ts';
import {
  boolean,
  contextConstructed,
  contextPrimitive,
  element,
  generalizedTime,
  integer,
  objectIdentifier,
  octetString,
  sequence,
} from '../cms/der.ts';
import { hashOf, signatureIdentifier } from '../cms/signature-algorithm.ts';
import type { Signer } from '../signers/signer.ts';

const HASHES = { sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1' };
const HOUR = 3_600_000;

export interface TestRevocation {
  readonly at: Date;
  readonly reason?: number;
  readonly doubtfulSince?: Date;
}

interface Dating {
  readonly thisUpdate: Date;
  /** Null is none; else a day after thisUpdate. */
  readonly nextUpdate?: Date | null;
}

export interface TestOcsp extends Dating {
  readonly certificate: Uint8Array;
  readonly issuer: Uint8Array;
  readonly signer: Signer;
  readonly status?: 'good' | 'unknown' | TestRevocation;
  readonly producedAt?: Date;
  readonly hash?: keyof typeof HASHES;
  readonly nonce?: Uint8Array;
  readonly strangeExtension?: boolean;
  /** By key hash instead of by name. */
  readonly byKey?: boolean;
  /** The signer's certificate; by default carried along. */
  readonly carried?: readonly Uint8Array[];
  readonly cutoff?: Date;
  /** Digits of a second's fraction in every time. */
  readonly fraction?: string;
}

export async function testOcsp(ocsp: TestOcsp): Promise<Uint8Array> {
  const [responder = new Uint8Array()] = ocsp.signer.certificateChain();
  const time = (moment: Date) => timeWithFraction(moment, ocsp.fraction);
  const extensions = [
    ...(ocsp.nonce ? [extension('1.3.6.1.5.5.7.48.1.2', octetString(ocsp.nonce))] : []),
    ...(ocsp.strangeExtension ? [extension('1.3.6.1.4.1.99999.9', octetString(responder), true)] : []),
  ];
  const { subject, publicKey } = certificateParts(responder);
  const data = sequence(
    ocsp.byKey
      ? contextConstructed(2, octetString(createHash('sha1').update(publicKey).digest()))
      : contextConstructed(1, subject),
    time(ocsp.producedAt ?? ocsp.thisUpdate),
    sequence(single(ocsp, time)),
    ...(extensions.length > 0 ? [contextConstructed(1, sequence(...extensions))] : []),
  );
  const carried = ocsp.carried ?? [responder];
  const rest = carried.length > 0 ? [contextConstructed(0, sequence(...carried))] : [];
  const basic = await signed(data, ocsp.signer, rest);
  const bytes = sequence(objectIdentifier('1.3.6.1.5.5.7.48.1.1'), octetString(basic));
  return sequence(element(0x0a, Buffer.of(0)), contextConstructed(0, bytes));
}

/** A response without an answer: 3 is tryLater (RFC 6960 §4.2.1). */
export function refusedOcsp(status: number): Uint8Array {
  return sequence(element(0x0a, Buffer.of(status)));
}

function single(ocsp: TestOcsp, time: (moment: Date) => Uint8Array): Uint8Array {
  const { certificate, issuer, hash = 'sha1', status = 'good' } = ocsp;
  const { subject, publicKey } = certificateParts(issuer);
  const id = sequence(
    sequence(objectIdentifier(HASHES[hash])),
    octetString(createHash(hash).update(subject).digest()),
    octetString(createHash(hash).update(publicKey).digest()),
    element(0x02, certificateParts(certificate).serialNumber),
  );
  const extensions = [
    ...(ocsp.cutoff ? [extension('1.3.6.1.5.5.7.48.1.6', generalizedTime(ocsp.cutoff))] : []),
    ...(typeof status === 'object' && status.doubtfulSince
      ? [extension('2.5.29.24', generalizedTime(status.doubtfulSince))]
      : []),
  ];
  return sequence(
    id,
    statusOf(status, time),
    time(ocsp.thisUpdate),
    ...next(ocsp).map((moment) => contextConstructed(0, time(moment))),
    ...(extensions.length > 0 ? [contextConstructed(1, sequence(...extensions))] : []),
  );
}

function statusOf(status: NonNullable<TestOcsp['status']>, time: (moment: Date) => Uint8Array): Uint8Array {
  if (status === 'good') return contextPrimitive(0, new Uint8Array());
  if (status === 'unknown') return contextPrimitive(2, new Uint8Array());
  const { at, reason } = status;
  const stated = reason === undefined ? [] : [contextConstructed(0, element(0x0a, Buffer.of(reason)))];
  return contextConstructed(1, time(at), ...stated);
}

export interface TestList extends Dating {
  /** The authority's own, its certificate first. */
  readonly signer: Signer;
  readonly entries?: readonly (TestRevocation & {
    readonly certificate: Uint8Array;
    readonly strange?: boolean;
  })[];
  readonly extensions?: readonly Uint8Array[];
  /** Raw octets after the entries, however many. */
  readonly filling?: Uint8Array;
}

export async function testList(list: TestList): Promise<Uint8Array> {
  const [issuer = new Uint8Array()] = list.signer.certificateChain();
  const entries = (list.entries ?? []).map((entry) => {
    const extensions = [
      ...(entry.reason === undefined ? [] : [extension('2.5.29.21', element(0x0a, Buffer.of(entry.reason)))]),
      ...(entry.doubtfulSince ? [extension('2.5.29.24', generalizedTime(entry.doubtfulSince))] : []),
      ...(entry.strange ? [extension('2.5.29.29', sequence(), true)] : []),
    ];
    return sequence(
      element(0x02, certificateParts(entry.certificate).serialNumber),
      listTime(entry.at),
      ...(extensions.length > 0 ? [sequence(...extensions)] : []),
    );
  });
  const octets = [...entries, ...(list.filling ? [list.filling] : [])];
  const tbs = sequence(
    integer(1),
    signatureIdentifier(list.signer.algorithm),
    certificateParts(issuer).subject,
    listTime(list.thisUpdate),
    ...next(list).map(listTime),
    ...(octets.length > 0 ? [sequence(...octets)] : []),
    ...(list.extensions ? [contextConstructed(0, sequence(...list.extensions))] : []),
  );
  return signed(tbs, list.signer, []);
}

export function extension(oid: string, value: Uint8Array, critical = false): Uint8Array {
  return sequence(objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(value));
}

async function signed(message: Uint8Array, signer: Signer, rest: Uint8Array[]): Promise<Uint8Array> {
  const digest = createHash(hashOf(signer.algorithm)).update(message).digest();
  const value = await signer.sign({ message, digest });
  const identifier = signatureIdentifier(signer.algorithm);
  return sequence(message, identifier, element(0x03, Buffer.of(0), value), ...rest);
}

function next({ thisUpdate, nextUpdate }: Dating): Date[] {
  if (nextUpdate === null) return [];
  return [nextUpdate ?? new Date(thisUpdate.getTime() + 24 * HOUR)];
}

function timeWithFraction(moment: Date, fraction: string | undefined): Uint8Array {
  if (fraction === undefined) return generalizedTime(moment);
  const digits = moment.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14);
  return element(0x18, Buffer.from(`${digits}.${fraction}Z`));
}

/** Through 2049 as UTCTime, later as GeneralizedTime (RFC 5280 §5.1.2.4). */
function listTime(moment: Date): Uint8Array {
  if (moment.getUTCFullYear() >= 2050) return generalizedTime(moment);
  return element(0x17, Buffer.from(`${moment.toISOString().replaceAll(/[-:T]/g, '').slice(2, 14)}Z`));
}
