/** The archive timestamps of a B-LTA file, oldest first, each with the evidence added before it. */
import { byteRangeOf, coveredBytes, leavesOutContents } from '../pdf/byte-range.ts';
import { formFields } from '../pdf/form-field.ts';
import { PdfFile } from '../pdf/pdf-file.ts';
import { type PdfDict, PdfString } from '../pdf/pdf-object.ts';
import { storedEvidence } from '../pdf/security-store.ts';
import type { RevocationEvidence } from '../revocation/revocation-source.ts';
import { type TimestampVerdict, verifyTimestamp } from '../timestamps/verify-timestamp.ts';
import { isDocumentTimestamp } from './placed-signature.ts';
import type { FindingCode } from './report.ts';

export interface ArchiveCycle {
  /** Where its revision ends in the file. */
  readonly end: number;
  /** The token, with the zeros that fill its room. */
  readonly contents: Uint8Array;
  /** All that the store holds under this timestamp. */
  readonly evidence: RevocationEvidence;
  readonly stamp: TimestampVerdict & { readonly ok: true };
}

export type ArchiveCycles =
  | { readonly ok: true; readonly cycles: readonly ArchiveCycle[] }
  | { readonly ok: false; readonly fault: FindingCode };

/** More than a renewal a year for a lifetime; each costs a reading of the file. */
const MOST_CYCLES = 100;

/** What stands between two of them is not looked at: the strict and the general validator both have their own say. */
export function archiveCycles(pdf: Uint8Array, roots: readonly Uint8Array[]): ArchiveCycles {
  const file = new PdfFile(pdf);
  if (storedEvidence(file).certificates.length === 0) return refused('evidence-missing');
  const ends = timestampEnds(file);
  if (ends.length === 0) return refused('archive-timestamp-missing');
  if (ends.length > MOST_CYCLES || ends.at(-1) !== pdf.length) return refused('later-change');
  const cycles: ArchiveCycle[] = [];
  for (const end of ends) {
    const read = readCycle(pdf.subarray(0, end), roots);
    if (!read.ok) return read;
    cycles.push(read.cycle);
  }
  return { ok: true, cycles };
}

function readCycle(whole: Uint8Array, roots: readonly Uint8Array[]) {
  const file = new PdfFile(whole);
  const newest = documentTimestamps(file).at(-1);
  const range = newest && byteRangeOf(whole, newest);
  const contents = newest?.get('Contents');
  if (range === undefined || !(contents instanceof PdfString)) return refused('archive-timestamp');
  if (range[2] + range[3] !== whole.length || !leavesOutContents(whole, range, contents)) {
    return refused('archive-timestamp');
  }
  const stamped = coveredBytes(whole, range);
  const stamp = verifyTimestamp({ token: contents.bytes, stamped, roots });
  if (!stamp.ok) return refused('archive-timestamp');
  const cycle = { end: whole.length, contents: contents.bytes, evidence: storedEvidence(file), stamp };
  return { ok: true, cycle } as const;
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
