/**
 * What follows the agency's signature in a file of level B-LT or B-LTA: exactly what our own writer adds, and proof
 * that reaches from each signature to the newest timestamp without a gap (EN 319 102-1 §5.6.2).
 */
import { PdfFile } from '../pdf/pdf-file.ts';
import { addEvidence, storedEvidence } from '../pdf/security-store.ts';
import type { SignatureLevel } from '../signature-level.ts';
import { archiveCycles, isSame } from './archive-cycles.ts';
import { evidenceFault } from './check-evidence.ts';
import { type AsOf, proofFault } from './check-proof.ts';
import type { FindingCode } from './report.ts';

export interface AugmentationCheck {
  /** The file up to the end of the agency's signature. */
  readonly sealed: Uint8Array;
  readonly roots: readonly Uint8Array[];
  readonly level: SignatureLevel;
  readonly asOf: AsOf | undefined;
}

/** The first fault; undefined where the file is the sealed one at exactly the level asked for. */
export function augmentationFault(
  pdf: Uint8Array,
  { sealed, roots, level, asOf }: AugmentationCheck,
): FindingCode | undefined {
  if (level === 'B-T') return pdf.length === sealed.length ? undefined : 'coverage';
  if (level === 'B-LT') return storeFault(pdf, sealed, roots);
  const read = archiveCycles(pdf, sealed, roots);
  return read.ok ? proofFault(new PdfFile(sealed), read.cycles, { roots, asOf }) : read.fault;
}

function storeFault(
  pdf: Uint8Array,
  sealed: Uint8Array,
  roots: readonly Uint8Array[],
): FindingCode | undefined {
  const evidence = storedEvidence(new PdfFile(pdf));
  if (evidence.certificates.length === 0) return 'evidence-missing';
  if (!isSame(addEvidence(sealed, evidence), pdf)) return 'later-change';
  return evidenceFault(new PdfFile(sealed), { roots, evidence });
}
