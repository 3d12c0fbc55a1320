/** Validates a signed appendix in a file of its own before it counts as issued. */
import { appendixLines } from '../appendix-lines.ts';
import { PdfFile } from '../pdf/pdf-file.ts';
import { showsLines } from '../pdf/text-block.ts';
import { APPENDIX_FIELD } from '../result-fields.ts';
import type { SignatureLevel } from '../signature-level.ts';
import type { DocumentReport } from './document/document-report.ts';
import { verifyDocument } from './document/verify-document.ts';

export interface AppendixRequest {
  /** Root certificates in DER that signers and timestamps must lead to. */
  readonly roots: readonly Uint8Array[];
  readonly now: Date;
  /** Exactly this level is expected. */
  readonly level: SignatureLevel;
  /** SHA-256 of the agency's certificate, in hexadecimal. */
  readonly agency: string;
  /** Số và ký hiệu as the register has it. */
  readonly symbol: string;
}

/** Everything that speaks against an appendix, in stable words. Never throws for the file's sake. */
export function appendixFindings(pdf: Uint8Array, request: AppendixRequest): string[] {
  const { roots, now, level } = request;
  const skipsRevocation = level === 'B-B' || level === 'B-T';
  const report = verifyDocument(pdf, { roots, now, skipsRevocation });
  const faults = [...report.findings, ...report.signatures.flatMap(({ findings }) => findings)];
  const codes = faults.map(({ code }) => code);
  if (codes.length > 0 || report.verdict === 'not-valid') return codes.length > 0 ? codes : ['not-valid'];
  return agencyFindings(pdf, report, request);
}

/** The agency's certification is the only signature, at the level asked for, and shows the register's number. */
function agencyFindings(
  pdf: Uint8Array,
  { signatures }: DocumentReport,
  { level, agency, symbol }: AppendixRequest,
): string[] {
  const [signature, ...others] = signatures.filter(({ kind }) => kind !== 'timestamp');
  if (signature?.field !== APPENDIX_FIELD || signature.kind !== 'certification') return ['signature-missing'];
  if (others.length > 0) return ['signature-unexpected'];
  const { certificate, claimedTime } = signature;
  const shown =
    claimedTime && showsLines(new PdfFile(pdf), APPENDIX_FIELD, appendixLines(symbol, claimedTime));
  return [
    ...(certificate === agency ? [] : ['signer-differs']),
    ...(signature.level === level ? [] : ['level-differs']),
    ...(shown ? [] : ['shown-text-differs']),
  ];
}
