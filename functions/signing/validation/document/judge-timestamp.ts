/** A timestamp token beside what it stamps, its authority judged at the best time proved for it. */
import { MalformedDer } from '../../cms/der-reader.ts';
import { type SignedData, readCms, signerCertificate } from '../../cms/read-cms.ts';
import type { Freshness } from '../../revocation/evidence-time.ts';
import { type TimestampFault, verifyTimestamp } from '../../timestamps/verify-timestamp.ts';
import type { SignatureReport } from './document-report.ts';
import { type EvidencePool, isCertificate, possibleIssuers, withCertificates } from './evidence-pool.ts';
import {
  type CertificateJudgement,
  type Problem,
  failed,
  indeterminate,
  judgeCertificate,
} from './judge-certificate.ts';
import { signatureStrength } from './signature-strength.ts';

/** What all signatures of a file are judged by. */
export interface JudgingTerms {
  readonly pool: EvidencePool;
  readonly roots: readonly Uint8Array[];
  readonly now: Date;
  readonly freshness: Freshness;
  readonly skipsRevocation: boolean;
}

export interface TimestampQuestion {
  readonly token: Uint8Array;
  readonly stamped: Uint8Array;
  /** Proved by a newer timestamp over this one; undefined where there is none. */
  readonly protectedAt: Date | undefined;
}

export interface TimestampJudgement {
  readonly problems: readonly Problem[];
  /** The time proved; undefined where the token proves none. */
  readonly time: Date | undefined;
  readonly certificate: Uint8Array | undefined;
  readonly algorithm: string | undefined;
  readonly integrity: SignatureReport['integrity'];
  readonly chain: SignatureReport['chain'];
  readonly revocation: SignatureReport['revocation'];
}

const UNJUDGED = {
  time: undefined,
  certificate: undefined,
  algorithm: undefined,
  integrity: 'broken',
  chain: 'not-checked',
  revocation: 'not-checked',
} as const;

/** Clocks of authorities may go this much before ours. */
const CLOCK_SKEW_MS = 5 * 60_000;

export function judgeTimestamp(question: TimestampQuestion, terms: JudgingTerms): TimestampJudgement {
  const cms = readToken(question.token);
  const certificate = cms && signerCertificate(cms);
  if (cms === undefined || certificate === undefined || !isCertificate(certificate)) {
    return { ...UNJUDGED, problems: [problemOf('timestamp-malformed')] };
  }
  const pool = withCertificates(terms.pool, cms.certificates);
  const { algorithm, isEnough } = signatureStrength(cms, certificate);
  const { token, stamped } = question;
  const intermediates = possibleIssuers(certificate, terms.pool.certificates);
  const verdict = verifyTimestamp({ token, stamped, roots: terms.roots, intermediates });
  if (!verdict.ok) {
    const integrity = verdict.fault === 'timestamp-chain' || verdict.fault === 'timestamp-purpose';
    const known = { certificate, algorithm, integrity: integrity ? 'intact' : 'broken' } as const;
    return { ...UNJUDGED, ...known, problems: [problemOf(verdict.fault)] };
  }
  const trust = judgeAuthority({ ...question, certificate, time: verdict.time }, { ...terms, pool });
  const problems = [
    ...(isEnough
      ? []
      : [indeterminate('CRYPTO_CONSTRAINTS_FAILURE', 'algorithm', `timestamp: ${algorithm}`)]),
    ...trust.problems,
    ...futureProblem(verdict.time, terms.now),
  ];
  // Where revocation alone is unknown, the time is shown, and the verdict stays open.
  const holds = problems.every(({ subIndication }) => subIndication === 'TRY_LATER');
  return {
    ...trust,
    problems,
    time: holds ? verdict.time : undefined,
    certificate,
    algorithm,
    integrity: 'intact',
  };
}

function readToken(token: Uint8Array): SignedData | undefined {
  try {
    return readCms(token);
  } catch (error) {
    if (error instanceof MalformedDer) return undefined;
    throw error;
  }
}

function judgeAuthority(
  question: TimestampQuestion & { readonly certificate: Uint8Array; readonly time: Date },
  terms: JudgingTerms,
): CertificateJudgement {
  const { certificate, time, protectedAt } = question;
  return judgeCertificate({
    ...terms,
    certificate,
    at: protectedAt ?? terms.now,
    usedAt: time,
    isTimeProved: protectedAt !== undefined,
  });
}

function futureProblem(time: Date, now: Date): Problem[] {
  if (time.getTime() <= now.getTime() + CLOCK_SKEW_MS) return [];
  return [indeterminate('SIG_CONSTRAINTS_FAILURE', 'timestamp-future', 'the timestamp lies in the future')];
}

function problemOf(fault: TimestampFault): Problem {
  const detail = 'the timestamp proves nothing';
  if (fault === 'timestamp-imprint') return failed('HASH_FAILURE', fault, detail);
  if (fault === 'timestamp-signature') return failed('SIG_CRYPTO_FAILURE', fault, detail);
  if (fault === 'timestamp-purpose') return indeterminate('CHAIN_CONSTRAINTS_FAILURE', fault, detail);
  if (fault === 'timestamp-chain') return indeterminate('NO_CERTIFICATE_CHAIN_FOUND', fault, detail);
  return failed('FORMAT_FAILURE', fault, detail);
}
