/**
 * What follows the agency's signature in a file of level B-LT or B-LTA. Nothing is explained away: every revision must
 * be, byte for byte, what our own writer makes of the material and the token it holds, and the proof must reach from
 * each signature to the newest timestamp without a gap.
 */
import { Buffer } from 'node:buffer';
import { prepareDocumentTimestamp } from '../pdf/document-timestamp.ts';
import { PdfFile } from '../pdf/pdf-file.ts';
import { addEvidence, storedEvidence } from '../pdf/security-store.ts';
import type { SignatureLevel } from '../signature-level.ts';
import { fillRoom } from '../pdf/signature-room.ts';
import { type ArchiveCycle, archiveCycles } from './archive-cycles.ts';
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
  if (level === 'B-B' || level === 'B-T') return pdf.length === sealed.length ? undefined : 'coverage';
  if (level === 'B-LT') return storeFault(pdf, sealed, roots);
  const read = archiveCycles(pdf, roots);
  if (!read.ok) return read.fault;
  if (!isOurs(pdf, sealed, read.cycles)) return 'later-change';
  return proofFault(new PdfFile(sealed), read.cycles, { roots, asOf });
}

function isOurs(pdf: Uint8Array, sealed: Uint8Array, cycles: readonly ArchiveCycle[]): boolean {
  let base = sealed;
  for (const { end, contents, evidence } of cycles) {
    const whole = pdf.subarray(0, end);
    const room = prepareDocumentTimestamp(addEvidence(base, evidence), contents.length);
    if (room.pdf.length !== end || !isSame(fillRoom(room, contents), whole)) return false;
    base = whole;
  }
  return true;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
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
