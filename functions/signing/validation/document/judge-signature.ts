/** One signature of a document, judged at the best time that is proved for it (EN 319 102-1 §5.6.2, simple form). */
import { createHash } from 'node:crypto';
import { coveredBytes } from '../../pdf/byte-range.ts';
import type { PdfFile } from '../../pdf/pdf-file.ts';
import { PdfString, isDict } from '../../pdf/pdf-object.ts';
import { isSameObject } from '../../pdf/same-object.ts';
import { holderOf } from './certificate-subject.ts';
import type { PadesLevel, ProvedTime, SignatureReport } from './document-report.ts';
import { withCertificates } from './evidence-pool.ts';
import {
  type CertificateJudgement,
  type Problem,
  failed,
  indeterminate,
  judgeCertificate,
} from './judge-certificate.ts';
import { type JudgingTerms, type TimestampJudgement, judgeTimestamp } from './judge-timestamp.ts';
import type { LocatedSignature } from './located-signature.ts';
import { type JudgedChanges, permissionsOf } from './permitted-changes.ts';
import { claimedTime } from '../../pdf/claimed-time.ts';
import { PADES, type ReadSignature, readSignature, timestampToken } from './read-signature.ts';

/** A document timestamp that holds: what it covers existed at its time. */
export interface Protection {
  readonly time: Date;
  readonly field: string;
  /** It covers this revision and all before it. */
  readonly revision: number;
  /** The security store was part of what it covers. */
  readonly coversStore: boolean;
}

export interface SignatureCase {
  readonly pdf: Uint8Array;
  readonly located: LocatedSignature;
  /** The revision the signature covers. */
  readonly file: PdfFile;
  readonly isLast: boolean;
  readonly later: JudgedChanges;
  readonly protections: readonly Protection[];
}

export const DOCUMENT_TIMESTAMP = 'ETSI.RFC3161';

export function judgeDocumentTimestamp(
  signature: SignatureCase,
  terms: JudgingTerms,
): { readonly report: SignatureReport; readonly protection: Protection | undefined } {
  const { pdf, located, file } = signature;
  const newer = protectionOf(signature, located.revision + 1);
  const stamped = coveredBytes(pdf, located.byteRange);
  const judged = judgeTimestamp({ token: located.contents, stamped, protectedAt: newer?.time }, terms);
  const { time } = judged;
  const report = reportOf(signature, judged, judged.problems, {
    kind: 'timestamp',
    provedTime: time && { time, by: located.field.name },
    level: undefined,
    chain: judged.chain,
    revocation: judged.revocation,
    notChecked: terms.skipsRevocation ? ['revocation'] : [],
  });
  const coversStore = isDict(file.resolve(file.catalog.get('DSS')));
  const { revision, field } = located;
  return { report, protection: time && { time, field: field.name, revision, coversStore } };
}

export function judgeSignature(signature: SignatureCase, terms: JudgingTerms): SignatureReport {
  const { pdf, located } = signature;
  const read = readSignature(pdf, located);
  const protection = protectionOf(signature, located.revision);
  const stamp = judgeStamp(read, protection, terms);
  const proved = provedTime(stamp, protection);
  const trust = judgeSigner(read, proved, terms);
  const problems = [...read.problems, ...stampProblems(stamp), ...(trust?.problems ?? [])];
  const isPades = located.subFilter === PADES;
  return reportOf(signature, read, problems, {
    kind: isCertification(signature) ? 'certification' : 'approval',
    provedTime: proved,
    level: isPades && read.problems.length === 0 ? levelOf(trust, stamp, signature, proved) : undefined,
    chain: trust?.chain ?? 'not-checked',
    revocation: trust?.revocation ?? 'not-checked',
    notChecked: [
      ...(terms.skipsRevocation ? ['revocation'] : []),
      ...(isPades ? [] : ['which certificate the signature names: it is no PAdES signature']),
    ],
  });
}

/** The oldest document timestamp that covers this revision: the earliest time proved. */
function protectionOf({ protections }: SignatureCase, revision: number): Protection | undefined {
  return protections
    .filter((each) => each.revision >= revision)
    .toSorted((a, b) => a.time.getTime() - b.time.getTime())[0];
}

function judgeStamp(
  { cms }: ReadSignature,
  protection: Protection | undefined,
  terms: JudgingTerms,
): TimestampJudgement | undefined {
  const token = timestampToken(cms);
  if (cms === undefined || token === undefined) return undefined;
  return judgeTimestamp({ token, stamped: cms.signer.signature, protectedAt: protection?.time }, terms);
}

/** A token that proves nothing makes nobody's signature false, but nobody may rely on the time beside it. */
function stampProblems(stamp: TimestampJudgement | undefined): Problem[] {
  return (stamp?.problems ?? []).map(({ indication, subIndication, finding }) =>
    indeterminate(
      indication === 'TOTAL-FAILED' ? 'SIG_CONSTRAINTS_FAILURE' : subIndication,
      finding.code,
      finding.detail,
    ),
  );
}

function provedTime(
  stamp: TimestampJudgement | undefined,
  protection: Protection | undefined,
): ProvedTime | undefined {
  const own = stamp?.time;
  if (own !== undefined && !(protection !== undefined && protection.time < own)) {
    return { time: own, by: 'signature timestamp' };
  }
  return protection && { time: protection.time, by: protection.field };
}

function judgeSigner(
  { cms, certificate, integrity }: ReadSignature,
  proved: ProvedTime | undefined,
  terms: JudgingTerms,
): CertificateJudgement | undefined {
  if (cms === undefined || certificate === undefined || integrity !== 'intact') return undefined;
  const at = proved?.time ?? terms.now;
  const pool = withCertificates(terms.pool, cms.certificates);
  return judgeCertificate({
    ...terms,
    pool,
    certificate,
    at,
    usedAt: at,
    isTimeProved: proved !== undefined,
  });
}

function levelOf(
  trust: CertificateJudgement | undefined,
  stamp: TimestampJudgement | undefined,
  { protections, located }: SignatureCase,
  proved: ProvedTime | undefined,
): PadesLevel {
  if (proved === undefined) return 'B-B';
  const hasEvidence = trust?.revocation === 'good' && (stamp === undefined || stamp.revocation === 'good');
  if (!hasEvidence) return 'B-T';
  const isArchived = protections.some((each) => each.coversStore && each.revision > located.revision);
  return isArchived ? 'B-LTA' : 'B-LT';
}

function isCertification({ file, located }: SignatureCase): boolean {
  const permissions = file.resolve(file.catalog.get('Perms'));
  const named = isDict(permissions) ? permissions.get('DocMDP') : undefined;
  const isNamed = named !== undefined && isSameObject(named, located.field.dict.get('V'));
  return isNamed && permissionsOf(file, located.dict, new Map()).mdp !== undefined;
}

function statedReason({ dict }: LocatedSignature): string | undefined {
  const reason = dict.get('Reason');
  return reason instanceof PdfString ? reason.text() : undefined;
}

type Judged = Pick<SignatureReport, 'kind' | 'provedTime' | 'level' | 'chain' | 'revocation' | 'notChecked'>;

function reportOf(
  { pdf, located, isLast, later }: SignatureCase,
  { certificate, algorithm, integrity }: Pick<ReadSignature, 'certificate' | 'algorithm' | 'integrity'>,
  found: readonly Problem[],
  judged: Judged,
): SignatureReport {
  const forbidden = later.findings.map(({ code, detail }) => failed('FORMAT_FAILURE', code, detail));
  const problems = [...found, ...forbidden];
  const worst = problems.find(({ indication }) => indication === 'TOTAL-FAILED') ?? problems[0];
  const [, , second, length] = located.byteRange;
  return {
    field: located.field.name,
    indication: worst?.indication ?? 'TOTAL-PASSED',
    subIndication: worst?.subIndication,
    findings: problems.map(({ finding }) => finding),
    ...holderOf(certificate),
    certificate: certificate && createHash('sha256').update(certificate).digest('hex'),
    statedReason: statedReason(located),
    claimedTime: claimedTime(located.dict),
    covers: located.byteRange,
    coverage: isLast && second + length === pdf.length ? 'whole-file' : 'whole-revision',
    integrity,
    algorithm,
    changes: later.changes,
    permissionsHonoured: later.honoured,
    ...judged,
  };
}
