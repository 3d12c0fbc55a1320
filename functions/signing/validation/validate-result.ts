/** Validates a finished result before it counts as issued, and whenever somebody asks later. */
import { createHash } from 'node:crypto';
import { printedDate } from '../printed-date.ts';
import { FIELD } from '../result-fields.ts';
import { PdfFile } from '../pdf/pdf-file.ts';
import type { SignatureLevel } from '../signature-level.ts';
import { augmentationFault } from './check-augmentation.ts';
import type { AsOf } from './check-proof.ts';
import { forbiddenChanges } from './check-changes.ts';
import { certifies, locks } from './check-permissions.ts';
import { checkSignature } from './check-signature.ts';
import { type PlacedSignature, placedSignatures } from './placed-signature.ts';
import type { Finding, FindingCode, ValidatedSignature, ValidationReport } from './report.ts';
import { filledText } from './shown-text.ts';

export interface ValidationRequest {
  /** Root certificates in DER that signers and timestamps must lead to. */
  readonly roots: readonly Uint8Array[];
  /** Exactly this level is expected; B-T where it is left out. */
  readonly level?: SignatureLevel;
  /** B-LTA alone: the moment the proof must reach; where it is left out, the newest timestamp's own. */
  readonly asOf?: AsOf;
  /** What register and log say; what is left out is not compared. */
  readonly expected?: {
    /** Số và ký hiệu as printed. */
    readonly number?: string;
    /** Day in Vietnam, `YYYY-MM-DD`. */
    readonly date?: string;
    /** SHA-256 of the file, in hexadecimal. */
    readonly sha256?: string;
    /** SHA-256 of the signers' certificates, in hexadecimal. */
    readonly official?: string;
    readonly agency?: string;
  };
}

/** Never throws for the file's sake: what cannot be judged is a finding. Revocation is not checked. */
export function validateResult(pdf: Uint8Array, request: ValidationRequest): ValidationReport {
  try {
    return judge(pdf, request);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { valid: false, findings: [{ code: 'file-unreadable', detail }], signatures: [] };
  }
}

function judge(pdf: Uint8Array, request: ValidationRequest): ValidationReport {
  const file = sealedPart(new PdfFile(pdf));
  const { placed, findings } = expectedSignatures(file);
  const verdicts = [...placed.values()].map((each) => ({
    each,
    verdict: checkSignature(file.bytes, each, request),
  }));
  const signatures: ValidatedSignature[] = [];
  for (const { each, verdict } of verdicts) {
    if (verdict.ok) signatures.push(verdict.signature);
    else findings.push(finding(verdict.code, 'the check failed', each.field.name));
  }
  const official = placed.get(FIELD.official);
  const agency = placed.get(FIELD.agency);
  if (official && agency) findings.push(...orderFindings(file, official, agency, signatures));
  findings.push(...expectationFindings(pdf, file, request, signatures));
  if (findings.length === 0) findings.push(...augmentationFindings(pdf, file.bytes, request));
  return { valid: findings.length === 0, findings, signatures };
}

/** What follows the last signature means something only where the signatures hold. */
function augmentationFindings(
  pdf: Uint8Array,
  sealed: Uint8Array,
  { roots, level = 'B-T', asOf }: ValidationRequest,
): Finding[] {
  const fault = augmentationFault(pdf, { sealed, roots, level, asOf });
  return fault === undefined ? [] : [finding(fault, `not the sealed file at level ${level}`)];
}

/** The file up to the end of its last signature; all of it where a signature is not where it says. */
function sealedPart(file: PdfFile): PdfFile {
  const places = placedSignatures(file);
  const revisions = places.flatMap((place) => (place.ok ? [place.signature.revision] : []));
  const [latest] = revisions.toSorted((a, b) => b.bytes.length - a.bytes.length);
  return latest !== undefined && revisions.length === places.length ? latest : file;
}

/** Both signatures of the decree, and nothing else that is signed. */
function expectedSignatures(file: PdfFile) {
  const placed = new Map<string, PlacedSignature>();
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const place of placedSignatures(file)) {
    const name = place.ok ? place.signature.field.name : place.field;
    seen.add(name);
    if (name !== FIELD.official && name !== FIELD.agency) {
      findings.push(finding('signature-unexpected', 'only official and agency sign', name));
    } else if (place.ok) placed.set(name, place.signature);
    else findings.push(finding('byte-range', place.detail, name));
  }
  for (const name of [FIELD.official, FIELD.agency]) {
    if (!seen.has(name)) findings.push(finding('signature-missing', 'the field is not signed', name));
  }
  return { placed, findings };
}

function orderFindings(
  file: PdfFile,
  official: PlacedSignature,
  agency: PlacedSignature,
  signatures: readonly ValidatedSignature[],
): Finding[] {
  const findings: Finding[] = [];
  const [first, second] = [FIELD.official, FIELD.agency].map((name) =>
    signatures.find(({ field }) => field === name),
  );
  const later = first !== undefined && second !== undefined && second.time < first.time;
  if (agency.byteRange[2] <= official.byteRange[2] || later) {
    findings.push(finding('signature-order', 'the agency signs after the official', FIELD.agency));
    return findings;
  }
  if (!certifies(file, official))
    findings.push(finding('permissions', 'DocMDP P=2 expected', FIELD.official));
  if (!locks(file, agency))
    findings.push(finding('permissions', 'FieldMDP over all fields expected', FIELD.agency));
  for (const change of forbiddenChanges(official.revision, file))
    findings.push(finding('later-change', change));
  return findings;
}

function expectationFindings(
  pdf: Uint8Array,
  file: PdfFile,
  { expected = {} }: ValidationRequest,
  signatures: readonly ValidatedSignature[],
): Finding[] {
  const findings: Finding[] = [];
  const texts = [
    { name: FIELD.number, code: 'number-differs', wanted: expected.number },
    { name: FIELD.date, code: 'date-differs', wanted: expected.date && printedDate(expected.date) },
  ] as const;
  for (const { name, code, wanted } of texts) {
    const { value, shown } = filledText(file, name);
    if (value === undefined || (wanted !== undefined && value !== wanted)) {
      findings.push(finding(code, 'the value is not the one expected', name));
    }
    if (shown === undefined || shown !== value)
      findings.push(finding('shown-text-differs', 'not the value', name));
  }
  for (const { field, certificate } of signatures) {
    const wanted = field === FIELD.official ? expected.official : expected.agency;
    if (wanted !== undefined && wanted !== certificate)
      findings.push(finding('signer-differs', 'another signer', field));
  }
  if (expected.sha256 !== undefined && createHash('sha256').update(pdf).digest('hex') !== expected.sha256) {
    findings.push(finding('file-differs', 'the file has another SHA-256'));
  }
  return findings;
}

function finding(code: FindingCode, detail: string, field?: string): Finding {
  return field === undefined ? { code, detail } : { code, field, detail };
}
