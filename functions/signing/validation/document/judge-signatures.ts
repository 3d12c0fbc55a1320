/** All signatures of a document: timestamps from the newest to the oldest, as each protects those before it. */
import type { FileRevision } from '../../pdf/file-revisions.ts';
import type { WorkBudget } from '../../pdf/work-budget.ts';
import { type StepAnalysis, analyseStep } from '../changes/analyse-step.ts';
import { NOBODY } from './certificate-subject.ts';
import type { SignatureReport } from './document-report.ts';
import {
  DOCUMENT_TIMESTAMP,
  type Protection,
  type SignatureCase,
  judgeDocumentTimestamp,
  judgeSignature,
} from './judge-signature.ts';
import type { JudgingTerms } from './judge-timestamp.ts';
import type { LocatedSignature } from './located-signature.ts';
import { judgeChanges, permissionsOf } from './permitted-changes.ts';

export interface SignedDocument {
  /** The file up to its end mark. */
  readonly pdf: Uint8Array;
  /** The file with whatever follows. */
  readonly whole: Uint8Array;
  readonly revisions: readonly FileRevision[];
  readonly located: readonly LocatedSignature[];
  readonly budget: WorkBudget;
}

/** In the order in which they were made. @throws {WorkLimitReached} */
export function judgeSignatures(document: SignedDocument, terms: JudgingTerms): SignatureReport[] {
  // Before the first byte is hashed: a file that asks for too much is not begun with.
  for (const { byteRange } of document.located) {
    document.budget.spend('signatures');
    document.budget.spend('hashedBytes', byteRange[1] + byteRange[3]);
  }
  const steps = analyseSteps(document);
  const newestFirst = document.located.toSorted((a, b) => b.revision - a.revision);
  const reports = new Map<LocatedSignature, SignatureReport>();
  const protections: Protection[] = [];
  for (const located of newestFirst.filter(({ subFilter }) => subFilter === DOCUMENT_TIMESTAMP)) {
    const judged = judgeDocumentTimestamp(caseOf(document, located, steps, protections), terms);
    reports.set(located, judged.report);
    if (judged.protection !== undefined) protections.push(judged.protection);
  }
  return newestFirst.reverse().map((located) => {
    return reports.get(located) ?? judgeSignature(caseOf(document, located, steps, protections), terms);
  });
}

/** Analyses by the index of the revision they lead to, from the first signed one on. */
function analyseSteps({ revisions, located, budget }: SignedDocument): StepAnalysis[] {
  const first = Math.min(revisions.length, ...located.map(({ revision }) => revision));
  return revisions.map((after, index) => {
    const before = revisions[index - 1];
    if (before === undefined || index <= first) return { claims: [], unexplained: [] };
    return analyseStep(before, after, budget);
  });
}

function caseOf(
  { pdf, whole, revisions }: SignedDocument,
  located: LocatedSignature,
  steps: readonly StepAnalysis[],
  protections: readonly Protection[],
): SignatureCase {
  const { revision, field, dict } = located;
  const covered = revisions[revision];
  if (covered === undefined) throw new RangeError('a signature covers a revision of its file');
  const permissions = permissionsOf(covered.file, dict, field.dict);
  return {
    pdf,
    located,
    file: covered.file,
    isLast: revision === revisions.length - 1 && whole.length === pdf.length,
    later: judgeChanges(steps.slice(revision + 1), permissions),
    protections: [...protections],
  };
}

/** A signed field of which nobody can say what it covers: forged, or damaged beyond reading. */
export function unlocatedReport(field: string, detail: string): SignatureReport {
  return {
    field,
    kind: 'approval',
    indication: 'TOTAL-FAILED',
    subIndication: 'FORMAT_FAILURE',
    findings: [{ code: 'byte-range', detail }],
    signer: NOBODY,
    issuer: NOBODY,
    certificate: undefined,
    statedReason: undefined,
    claimedTime: undefined,
    provedTime: undefined,
    covers: undefined,
    coverage: 'unknown',
    integrity: 'not-checked',
    chain: 'not-checked',
    revocation: 'not-checked',
    level: undefined,
    algorithm: undefined,
    changes: { level: 'none', list: [] },
    permissionsHonoured: true,
    notChecked: ['everything about this signature'],
  };
}
