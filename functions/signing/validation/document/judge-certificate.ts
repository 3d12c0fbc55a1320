/** One certificate at one time: its chain to a configured root, and whether it had been revoked (EN 319 102-1 §5.2.6). */
import { certificateParts } from '../../certificates/certificate-parts.ts';
import { certificatePath } from '../../certificates/certificate-path.ts';
import type { Freshness } from '../../revocation/evidence-time.ts';
import { certificateStatus } from '../../revocation/certificate-status.ts';
import type { SignatureFinding, SignatureReport, SubIndication } from './document-report.ts';
import { type EvidencePool, possibleIssuers } from './evidence-pool.ts';

export interface CertificateQuestion {
  readonly certificate: Uint8Array;
  readonly pool: EvidencePool;
  readonly roots: readonly Uint8Array[];
  /** Best time at which the chain must hold: what a timestamp proves, else now. */
  readonly at: Date;
  /** When it must not have been revoked. */
  readonly usedAt: Date;
  readonly isTimeProved: boolean;
  readonly now: Date;
  readonly freshness: Freshness;
  /** Revocation is not asked for: the report says so. */
  readonly skipsRevocation: boolean;
}

export interface Problem {
  readonly indication: 'TOTAL-FAILED' | 'INDETERMINATE';
  readonly subIndication: SubIndication;
  readonly finding: SignatureFinding;
}

export interface CertificateJudgement {
  readonly problems: readonly Problem[];
  readonly chain: SignatureReport['chain'];
  readonly revocation: SignatureReport['revocation'];
}

/** @throws {MalformedDer} where the certificate cannot be read */
export function judgeCertificate(question: CertificateQuestion): CertificateJudgement {
  const { certificate, pool, roots, at } = question;
  const intermediates = possibleIssuers(certificate, pool.certificates);
  const path = certificatePath({ leaf: certificate, intermediates, roots, at });
  if (path === undefined) {
    return {
      problems: [pathProblem(question, intermediates)],
      chain: 'untrusted',
      revocation: 'not-checked',
    };
  }
  if (question.skipsRevocation) return { problems: [], chain: 'trusted', revocation: 'not-checked' };
  const problems = path.slice(0, -1).flatMap((each, index) => {
    return statusProblem(question, each, path[index + 1] ?? each, index === 0);
  });
  const isRevoked = problems.some(({ finding }) => finding.code === 'revoked');
  const revocation = isRevoked ? 'revoked' : problems.length > 0 ? 'not-checked' : 'good';
  return { problems, chain: 'trusted', revocation };
}

/** No path at the time in question: was there one at another time, or never? */
function pathProblem(question: CertificateQuestion, intermediates: readonly Uint8Array[]): Problem {
  const { certificate: leaf, roots, at, isTimeProved } = question;
  const { notBefore, notAfter } = certificateParts(leaf);
  const othertimes = [notAfter, notBefore];
  const isKnown = othertimes.some(
    (time) => certificatePath({ leaf, intermediates, roots, at: time }) !== undefined,
  );
  if (!isKnown) {
    return indeterminate('NO_CERTIFICATE_CHAIN_FOUND', 'certificate-chain', 'no chain to a configured root');
  }
  if (isTimeProved && at < notBefore) {
    const finding = {
      code: 'certificate-not-yet-valid',
      detail: 'signed before its certificate began',
    } as const;
    return { indication: 'TOTAL-FAILED', subIndication: 'NOT_YET_VALID', finding };
  }
  const detail = `the chain does not hold at ${at.toISOString()}, the best proved time`;
  return indeterminate('OUT_OF_BOUNDS_NO_POE', 'certificate-expired', detail);
}

function statusProblem(
  question: CertificateQuestion,
  certificate: Uint8Array,
  issuer: Uint8Array,
  isLeaf: boolean,
): Problem[] {
  const { pool, usedAt, now, freshness, isTimeProved } = question;
  const verdict = certificateStatus({ certificate, issuer, ...pool, at: usedAt, seenAt: now, freshness });
  if (verdict.status === 'good') return [];
  if (verdict.status === 'unknown') {
    const why = verdict.faults.length > 0 ? [...new Set(verdict.faults)].join(', ') : 'none is there';
    return [indeterminate('TRY_LATER', 'revocation-missing', `no revocation evidence that counts: ${why}`)];
  }
  const { since, reason } = verdict.revocation;
  const finding = { code: 'revoked', detail: `revoked since ${since.toISOString()}: ${reason}` } as const;
  if (isLeaf && isTimeProved) return [{ indication: 'TOTAL-FAILED', subIndication: 'REVOKED', finding }];
  return [indeterminate(isLeaf ? 'REVOKED_NO_POE' : 'REVOKED_CA_NO_POE', finding.code, finding.detail)];
}

export function indeterminate(
  subIndication: SubIndication,
  code: SignatureFinding['code'],
  detail: string,
): Problem {
  return { indication: 'INDETERMINATE', subIndication, finding: { code, detail } };
}

export function failed(
  subIndication: SubIndication,
  code: SignatureFinding['code'],
  detail: string,
): Problem {
  return { indication: 'TOTAL-FAILED', subIndication, finding: { code, detail } };
}
