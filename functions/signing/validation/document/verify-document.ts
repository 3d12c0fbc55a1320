/**
 * Verifies the signatures of any PDF, whoever made it, from nothing but its bytes and the configured roots.
 * Nothing is fetched; what was not checked is said, never passed over.
 */
import { createHash } from 'node:crypto';
import { fieldTree } from '../../pdf/field-tree.ts';
import { type FileRevision, fileRevisions } from '../../pdf/file-revisions.ts';
import { ForeignReading } from '../../pdf/foreign-reading.ts';
import { WorkBudget, type WorkLimits, WorkLimitReached, limitsFor } from '../../pdf/work-budget.ts';
import type { Freshness } from '../../revocation/evidence-time.ts';
import type { DocumentFinding, DocumentReport, SignatureReport, Verdict } from './document-report.ts';
import { storedEvidence } from './evidence-pool.ts';
import { DOCUMENT_TIMESTAMP } from './judge-signature.ts';
import { judgeSignatures, unlocatedReport } from './judge-signatures.ts';
import { type SignatureLocation, locateSignatures } from './located-signature.ts';
import { withoutTrailingBytes } from './trailing-bytes.ts';

export interface DocumentRequest {
  /** Root certificates in DER that signers and timestamps must lead to. */
  readonly roots: readonly Uint8Array[];
  readonly now: Date;
  /** How old good news of a certificate may be; default a week. */
  readonly freshness?: Freshness;
  /** Leave revocation aside; the report says so. */
  readonly skipsRevocation?: boolean;
  /** SHA-256 of the file as it was issued, in hexadecimal. */
  readonly issuedSha256?: string;
  readonly limits?: WorkLimits;
}

const WEEK_MS = 7 * 24 * 3_600_000;

/** Never throws for the file's sake. */
export function verifyDocument(pdf: Uint8Array, request: DocumentRequest): DocumentReport {
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  const { issuedSha256 } = request;
  const asIssued = issuedSha256 === undefined ? undefined : issuedSha256 === sha256;
  try {
    return { sha256, asIssued, ...judge(pdf, request) };
  } catch (error) {
    const code = error instanceof WorkLimitReached ? 'work-limit' : 'file-unreadable';
    const detail = error instanceof Error ? error.message : String(error);
    const findings = [{ code, detail }] as const;
    return {
      verdict: 'cannot-tell',
      readable: false,
      sha256,
      asIssued,
      findings,
      signatures: [],
      notChecked: ['signatures'],
    };
  }
}

type Judged = Omit<DocumentReport, 'sha256' | 'asIssued'>;

function judge(whole: Uint8Array, request: DocumentRequest): Judged {
  const pdf = withoutTrailingBytes(whole);
  const reading = new ForeignReading(new WorkBudget(request.limits ?? limitsFor(whole.length)));
  const revisions = fileRevisions(pdf, reading);
  const latest = revisions.at(-1);
  const findings: DocumentFinding[] = [];
  if (pdf.length < whole.length) {
    const count = whole.length - pdf.length;
    findings.push({ code: 'trailing-bytes', detail: `${count} bytes follow the end of the file` });
  }
  if (latest !== undefined) findings.push(...duplicateNames(latest));
  const locations = locateSignatures(revisions);
  const located = locations.flatMap((each) => (each.ok ? each.signature : []));
  findings.push(...unsigned(locations));
  const terms = {
    pool: latest === undefined ? { certificates: [], ocsps: [], crls: [] } : storedEvidence(latest.file),
    roots: request.roots,
    now: request.now,
    freshness: request.freshness ?? { maximalAgeMs: WEEK_MS },
    skipsRevocation: request.skipsRevocation === true,
  };
  const signatures = [
    ...judgeSignatures({ pdf, whole, revisions, located, budget: reading.budget }, terms),
    ...locations.flatMap((each) => (each.ok ? [] : unlocatedReport(each.field.name, each.detail))),
  ];
  return {
    verdict: verdictOf(findings, signatures),
    readable: true,
    findings,
    signatures,
    notChecked: terms.skipsRevocation ? ['revocation'] : [],
  };
}

/** Anybody can have anything timestamped: that alone makes no file somebody's. */
function unsigned(locations: readonly SignatureLocation[]): DocumentFinding[] {
  if (locations.length === 0) return [{ code: 'no-signature', detail: 'no field of the file is signed' }];
  return locations.every(isTimestamp)
    ? [{ code: 'no-signature', detail: 'no field of the file is signed by anyone' }]
    : [];
}

function isTimestamp(location: SignatureLocation): boolean {
  return location.ok && location.signature.subFilter === DOCUMENT_TIMESTAMP;
}

function duplicateNames({ file }: FileRevision): DocumentFinding[] {
  const names = fieldTree(file).flatMap(({ name }) => (name === '' ? [] : name));
  const seen = new Set<string>();
  const twice = new Set(names.filter((name) => seen.has(name) || !seen.add(name)));
  return [...twice].map((name) => ({ code: 'duplicate-field-name', detail: `two fields are named ${name}` }));
}

/** The worst of all: a file is valid where everything signed in it is. */
function verdictOf(findings: readonly DocumentFinding[], signatures: readonly SignatureReport[]): Verdict {
  const hasFailed = signatures.some(({ indication }) => indication === 'TOTAL-FAILED');
  if (findings.length > 0 || hasFailed) return 'not-valid';
  return signatures.every(({ indication }) => indication === 'TOTAL-PASSED') ? 'valid' : 'cannot-tell';
}
