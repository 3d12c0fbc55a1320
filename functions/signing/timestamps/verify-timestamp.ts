/** Checks a timestamp token (RFC 3161 §2.4.2, §2.3) against a digest, the configured roots and its own time. */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { certificateExtensions } from '../certificates/certificate-extensions.ts';
import { certificatePath } from '../certificates/certificate-path.ts';
import { usedAlgorithms } from '../certificates/used-algorithms.ts';
import {
  memberAt,
  readGeneralizedTime,
  readMembers,
  readObjectIdentifier,
  readWhole,
} from '../cms/der-reader.ts';
import { MalformedDer } from '../cms/der-reader.ts';
import { OID } from '../cms/object-identifiers.ts';
import { type SignedData, readCms, signerCertificate } from '../cms/read-cms.ts';
import type { AlgorithmName } from '../../platform/algorithm-ends.ts';
import type { HashName } from '../cms/signature-algorithm.ts';
import { coversDigest, digestAlgorithmOf, isSignedBy, namesCertificate } from '../cms/verify-cms.ts';

/** Why a token proves nothing. */
export type TimestampFault =
  | 'timestamp-malformed'
  | 'timestamp-imprint'
  | 'timestamp-nonce'
  | 'timestamp-signature'
  | 'timestamp-purpose'
  | 'timestamp-chain';

export type TimestampVerdict =
  | {
      readonly ok: true;
      readonly time: Date;
      readonly certificate: Uint8Array;
      /** From the authority's certificate to the root, both included. */
      readonly path: Uint8Array[];
      /** Hashes and keys it stands on; undefined where one is none that is known here. */
      readonly algorithms: AlgorithmName[] | undefined;
    }
  | { readonly ok: false; readonly fault: TimestampFault };

export interface TimestampCheck {
  readonly token: Uint8Array;
  /** What was stamped, before hashing: the signature value. */
  readonly stamped: Uint8Array;
  readonly roots: readonly Uint8Array[];
  /** Asked for in the request; absent when a token is checked later. */
  readonly nonce?: Uint8Array;
  /** Certificates that may lie between, besides those the token carries. */
  readonly intermediates?: readonly Uint8Array[];
}

export function verifyTimestamp(check: TimestampCheck): TimestampVerdict {
  try {
    return verify(check);
  } catch (error) {
    if (error instanceof MalformedDer) return { ok: false, fault: 'timestamp-malformed' };
    throw error;
  }
}

function verify({
  token,
  stamped,
  roots,
  nonce,
  intermediates: more = [],
}: TimestampCheck): TimestampVerdict {
  const cms = readCms(token);
  const info = readTstInfo(cms);
  const certificate = signerCertificate(cms);
  if (!info.covers(stamped)) return fault('timestamp-imprint');
  if (nonce !== undefined && !Buffer.from(info.nonce ?? []).equals(nonce)) return fault('timestamp-nonce');
  if (certificate === undefined || !isWhole(cms, certificate)) return fault('timestamp-signature');
  if (!isForTimestamps(certificate)) return fault('timestamp-purpose');
  const intermediates = [...cms.certificates, ...more];
  const path = certificatePath({ leaf: certificate, intermediates, roots, at: info.time });
  if (path === undefined) return fault('timestamp-chain');
  const algorithms = usedAlgorithms(cms, path, info.hash === undefined ? [] : [info.hash]);
  return { ok: true, time: info.time, certificate, path, algorithms };
}

function fault(fault: TimestampFault): TimestampVerdict {
  return { ok: false, fault };
}

function isWhole(cms: SignedData, certificate: Uint8Array): boolean {
  const hash = digestAlgorithmOf(cms);
  if (hash === undefined || cms.eContent === undefined) return false;
  const digest = createHash(hash).update(cms.eContent).digest();
  return (
    coversDigest(cms, digest) && namesCertificate(cms, certificate, true) && isSignedBy(cms, certificate)
  );
}

/** The key serves timestamps and nothing else, and says so critically (RFC 3161 §2.3). */
function isForTimestamps(certificate: Uint8Array): boolean {
  const usage = certificateExtensions(certificate).extendedKeyUsage;
  return usage !== undefined && usage.critical && usage.purposes.join() === OID.timeStamping;
}

interface TstInfo {
  readonly time: Date;
  /** Content octets of the INTEGER. */
  readonly nonce: Uint8Array | undefined;
  /** Of the imprint. */
  readonly hash: HashName | undefined;
  readonly covers: (stamped: Uint8Array) => boolean;
}

function readTstInfo(cms: SignedData): TstInfo {
  if (cms.eContentType !== OID.tstInfo || cms.eContent === undefined) throw new MalformedDer('no TSTInfo');
  const [, , imprint, , time, ...optional] = readMembers(readWhole(cms.eContent));
  if (imprint === undefined || time === undefined) throw new MalformedDer('TSTInfo cut short');
  const hash = readObjectIdentifier(memberAt(memberAt(imprint, 0), 0));
  const name = (['sha256', 'sha384', 'sha512'] as const).find((candidate) => OID[candidate] === hash);
  const digest = memberAt(imprint, 1).content;
  return {
    time: readGeneralizedTime(time),
    nonce: optional.find(({ tag }) => tag === 0x02)?.content,
    hash: name,
    covers: (stamped) => name !== undefined && createHash(name).update(stamped).digest().equals(digest),
  };
}
