/**
 * What speaks against a result on a day long after it was issued. By the general verifier, since the writer of today
 * is not the one that made the file (ADR 0015), and by the proof that its timestamps hand on.
 */
import { PdfFile } from '../pdf/pdf-file.ts';
import { archiveCycles } from '../validation/archive-cycles.ts';
import { type AsOf, proofFault } from '../validation/check-proof.ts';
import { verifyDocument } from '../validation/document/verify-document.ts';
import { placedSignatures } from '../validation/placed-signature.ts';

export interface ProofQuestion {
  readonly roots: readonly Uint8Array[];
  readonly asOf: AsOf;
}

/** Codes of all that was found; empty where the result is proved still. Never throws for the file's sake. */
export function proofFindings(pdf: Uint8Array, { roots, asOf }: ProofQuestion): string[] {
  // Revocation is the proof's: what each timestamp stands on was asked for when it was renewed.
  const report = verifyDocument(pdf, { roots, now: asOf.now, skipsRevocation: true });
  const found = [...report.findings, ...report.signatures.flatMap(({ findings }) => findings)];
  const lapsed = proofGap(pdf, { roots, asOf });
  const codes = [...(lapsed === undefined ? [] : [lapsed]), ...found.map(({ code }) => code)];
  return [...new Set(codes)];
}

function proofGap(pdf: Uint8Array, { roots, asOf }: ProofQuestion): string | undefined {
  try {
    const read = archiveCycles(pdf, roots);
    return read.ok ? proofFault(sealedPart(new PdfFile(pdf)), read.cycles, { roots, asOf }) : read.fault;
  } catch {
    return 'file-unreadable';
  }
}

/** The file up to the end of its last signature. */
function sealedPart(file: PdfFile): PdfFile {
  const revisions = placedSignatures(file).flatMap((place) => (place.ok ? [place.signature.revision] : []));
  return revisions.toSorted((a, b) => b.bytes.length - a.bytes.length)[0] ?? file;
}
