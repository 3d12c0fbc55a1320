/**
 * What follows the agency's signature in a file of level B-LT or B-LTA. Nothing is explained away: the file must be,
 * byte for byte, what our own writer makes of the sealed file with the material and the token it holds.
 */
import { Buffer } from 'node:buffer';
import { coveredBytes } from '../pdf/byte-range.ts';
import { prepareDocumentTimestamp } from '../pdf/document-timestamp.ts';
import { formFields } from '../pdf/form-field.ts';
import { PdfFile } from '../pdf/pdf-file.ts';
import { PdfString } from '../pdf/pdf-object.ts';
import { addEvidence, storedEvidence } from '../pdf/security-store.ts';
import { fillRoom } from '../pdf/signature-room.ts';
import type { SignatureLevel } from '../signature-level.ts';
import { verifyTimestamp } from '../timestamps/verify-timestamp.ts';
import { isDocumentTimestamp } from './placed-signature.ts';
import { evidenceFault } from './check-evidence.ts';
import type { FindingCode } from './report.ts';

export interface AugmentationCheck {
  /** The file up to the end of the agency's signature. */
  readonly sealed: Uint8Array;
  readonly roots: readonly Uint8Array[];
  readonly level: SignatureLevel;
}

/** The first fault; undefined where the file is the sealed one at exactly the level asked for. */
export function augmentationFault(
  pdf: Uint8Array,
  { sealed, roots, level }: AugmentationCheck,
): FindingCode | undefined {
  if (level === 'B-B' || level === 'B-T') return pdf.length === sealed.length ? undefined : 'coverage';
  const file = new PdfFile(pdf);
  const evidence = storedEvidence(file);
  if (evidence.certificates.length === 0) return 'evidence-missing';
  const stored = addEvidence(sealed, evidence);
  const base = new PdfFile(sealed);
  if (level === 'B-LT') return same(stored, pdf) ? evidenceFault(base, { roots, evidence }) : 'later-change';
  const contents = lastTimestamp(file);
  if (contents === undefined) return 'archive-timestamp-missing';
  const room = prepareDocumentTimestamp(stored, contents.length);
  if (room.pdf.length !== pdf.length || !same(fillRoom(room, contents), pdf)) return 'later-change';
  const stamped = coveredBytes(room.pdf, room.byteRange);
  const stamp = verifyTimestamp({ token: contents, stamped, roots });
  return stamp.ok ? evidenceFault(base, { roots, evidence, seenAt: stamp.time }) : 'archive-timestamp';
}

/** Contents of the newest document timestamp, with the zeros that fill its room. */
function lastTimestamp(file: PdfFile): Uint8Array | undefined {
  const values = [...formFields(file).values()].map(({ dict }) => file.resolve(dict.get('V')));
  const contents = values.findLast(isDocumentTimestamp)?.get('Contents');
  return contents instanceof PdfString ? contents.bytes : undefined;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(b);
}
