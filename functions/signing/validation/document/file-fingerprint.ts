/** By what a signed file is known again: whole, cut back to an earlier signed revision, or with other /Contents. */
import { sha256 } from '../../../platform/digest.ts';
import { type ByteRange, digestOfRange } from '../../pdf/byte-range.ts';
import { fileRevisions } from '../../pdf/file-revisions.ts';
import { ForeignReading } from '../../pdf/foreign-reading.ts';
import { WorkBudget, limitsFor } from '../../pdf/work-budget.ts';
import { locateSignatures } from './located-signature.ts';

/** SHA-256 in hexadecimal throughout. */
export interface FileFingerprint {
  readonly file: string;
  /** Of each prefix of the file that is a revision with a signature, the whole file left out. */
  readonly earlier: readonly string[];
  /** Of what each signature covers: the same for a file in which only the values of signatures were touched. */
  readonly covered: readonly string[];
}

/**
 * @throws {MalformedPdf} where the file cannot be read as a viewer reads it
 * @throws {WorkLimitReached}
 */
export function fileFingerprint(pdf: Uint8Array): FileFingerprint {
  const revisions = fileRevisions(pdf, new ForeignReading(new WorkBudget(limitsFor(pdf.length))));
  const signatures = locateSignatures(revisions).flatMap((each) => (each.ok ? each.signature : []));
  const first = Math.min(revisions.length, ...signatures.map(({ revision }) => revision));
  return {
    file: sha256(pdf),
    earlier: revisions.slice(first, -1).map(({ end }) => sha256(pdf.subarray(0, end))),
    covered: signatures.map(({ byteRange }) => coveredDigest(pdf, byteRange)),
  };
}

/** SHA-256 of what a signature covers, in hexadecimal. */
export function coveredDigest(pdf: Uint8Array, range: ByteRange): string {
  return Buffer.from(digestOfRange(pdf, range, 'sha256')).toString('hex');
}
