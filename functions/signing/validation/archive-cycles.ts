/**
 * The archive timestamps of a B-LTA file, oldest first, each with the evidence added before it. Nothing is explained
 * away: every revision must be, byte for byte, what our own writer makes of the material and the token it holds.
 */
import { Buffer } from 'node:buffer';
import { byteRangeOf, coveredBytes } from '../pdf/byte-range.ts';
import { prepareDocumentTimestamp } from '../pdf/document-timestamp.ts';
import { formFields } from '../pdf/form-field.ts';
import { PdfFile } from '../pdf/pdf-file.ts';
import { type PdfDict, PdfString } from '../pdf/pdf-object.ts';
import { addEvidence, storedEvidence } from '../pdf/security-store.ts';
import { fillRoom } from '../pdf/signature-room.ts';
import type { RevocationEvidence } from '../revocation/revocation-source.ts';
import { type TimestampVerdict, verifyTimestamp } from '../timestamps/verify-timestamp.ts';
import { isDocumentTimestamp } from './placed-signature.ts';
import type { FindingCode } from './report.ts';

export interface ArchiveCycle {
  /** All that the store holds under this timestamp. */
  readonly evidence: RevocationEvidence;
  readonly stamp: TimestampVerdict & { readonly ok: true };
}

export type ArchiveCycles =
  | { readonly ok: true; readonly cycles: readonly ArchiveCycle[] }
  | { readonly ok: false; readonly fault: FindingCode };

/** More than a renewal a year for a lifetime; each costs a reading of the file. */
const MOST_CYCLES = 100;

/** @param sealed the file up to the end of the agency's signature */
export function archiveCycles(
  pdf: Uint8Array,
  sealed: Uint8Array,
  roots: readonly Uint8Array[],
): ArchiveCycles {
  const file = new PdfFile(pdf);
  if (storedEvidence(file).certificates.length === 0) return refused('evidence-missing');
  const ends = timestampEnds(file);
  if (ends.length === 0) return refused('archive-timestamp-missing');
  if (ends.length > MOST_CYCLES || ends.at(-1) !== pdf.length) return refused('later-change');
  const cycles: ArchiveCycle[] = [];
  let base = sealed;
  for (const end of ends) {
    const whole = pdf.subarray(0, end);
    const read = readCycle(whole, base, roots);
    if (!read.ok) return read;
    cycles.push(read.cycle);
    base = whole;
  }
  return { ok: true, cycles };
}

function readCycle(whole: Uint8Array, base: Uint8Array, roots: readonly Uint8Array[]) {
  const file = new PdfFile(whole);
  const evidence = storedEvidence(file);
  const contents = documentTimestamps(file).at(-1)?.get('Contents');
  if (!(contents instanceof PdfString)) return refused('archive-timestamp-missing');
  const room = prepareDocumentTimestamp(addEvidence(base, evidence));
  if (room.pdf.length !== whole.length || !isSame(fillRoom(room, contents.bytes), whole)) {
    return refused('later-change');
  }
  const stamped = coveredBytes(room.pdf, room.byteRange);
  const stamp = verifyTimestamp({ token: contents.bytes, stamped, roots });
  return stamp.ok ? ({ ok: true, cycle: { evidence, stamp } } as const) : refused('archive-timestamp');
}

function refused(fault: FindingCode) {
  return { ok: false, fault } as const;
}

/** Where the revision of each document timestamp ends, in the order of the file. */
function timestampEnds(file: PdfFile): number[] {
  return documentTimestamps(file)
    .map((dict) => byteRangeOf(file.bytes, dict))
    .map((range) => (range === undefined ? 0 : range[2] + range[3]))
    .toSorted((a, b) => a - b);
}

/** In the order of the form. */
export function documentTimestamps(file: PdfFile): PdfDict[] {
  return [...formFields(file).values()]
    .map(({ dict }) => file.resolve(dict.get('V')))
    .filter(isDocumentTimestamp);
}

export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(b);
}
