/** The revisions of a file, each read on its own from the bytes it had then (ISO 32000-1 §7.5.6). */
import { Buffer } from 'node:buffer';
import type { ForeignReading } from './foreign-reading.ts';
import { ObjectParser } from './parse-object.ts';
import { PdfFile } from './pdf-file.ts';
import { MalformedPdf } from './pdf-object.ts';
import type { XrefSection } from './xref-section.ts';

export interface FileRevision {
  readonly file: PdfFile;
  /** Offset just behind `%%EOF`. */
  readonly eof: number;
  /** Offset just behind the white space that follows it. */
  readonly end: number;
}

const EOF_MARK = /^[\0\t\n\f\r ]*%%EOF/;
const MARK_BYTES = 64;

/**
 * Oldest first; the last is the file as it is shown today.
 *
 * @throws {MalformedPdf} where a section is not followed by startxref and %%EOF, or bytes follow the last one
 * @throws {WorkLimitReached}
 */
export function fileRevisions(bytes: Uint8Array, reading: ForeignReading): FileRevision[] {
  if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') !== '%PDF-') {
    throw new MalformedPdf('the file does not begin with %PDF-');
  }
  const latest = new PdfFile(bytes, reading);
  const ends = revisionEnds(bytes, latest.sections);
  if (ends.at(-1)?.end !== bytes.length) throw new MalformedPdf('bytes follow the last %%EOF');
  return ends.map(({ newest, ...end }, index) => {
    if (index === ends.length - 1) return { file: latest, ...end };
    const file = new PdfFile(bytes.subarray(0, end.end), reading);
    if (file.latest.offset !== newest) throw new MalformedPdf('a revision ends with another startxref');
    return { file, ...end };
  });
}

interface RevisionEnd {
  /** Where the cross-reference stands that this revision is read from. */
  readonly newest: number;
  readonly eof: number;
  readonly end: number;
}

/** A linearized file's first revision has two sections: what is read first points to a later one. */
function revisionEnds(bytes: Uint8Array, sections: readonly XrefSection[]): RevisionEnd[] {
  const ends: RevisionEnd[] = [];
  for (let index = 0; index < sections.length; index += 1) {
    const newest = sections[index];
    const older = sections[index + 1];
    if (newest === undefined) break;
    const isLinearized = older !== undefined && older.offset > newest.offset;
    ends.push(endOf(bytes, isLinearized ? older.end : newest.end, newest.offset));
    if (isLinearized) index += 1;
  }
  return ends.reverse();
}

function endOf(bytes: Uint8Array, from: number, newest: number): RevisionEnd {
  const parser = new ObjectParser(bytes, from);
  parser.expect('startxref');
  if (parser.integer() !== newest) throw parser.malformed('startxref leads elsewhere');
  const rest = Buffer.from(bytes.subarray(parser.position, parser.position + MARK_BYTES)).toString('latin1');
  const mark = EOF_MARK.exec(rest)?.[0];
  if (mark === undefined) throw parser.malformed('%%EOF expected');
  const eof = parser.position + mark.length;
  const space = /^[\t\n\f\r ]*/.exec(rest.slice(mark.length))?.[0] ?? '';
  return { newest, eof, end: eof + space.length };
}
