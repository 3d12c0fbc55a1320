/**
 * Reads files of other makers as a viewer does: tables, streams, hybrids (ISO 32000-1 §7.5.8.4) and linearized
 * files (Annex F). What the views of one file's revisions share is parsed once; all work is counted.
 */
import { Buffer } from 'node:buffer';
import { decodeStream } from './decode-stream.ts';
import { type IndirectObject, readIndirectObject } from './indirect-object.ts';
import { type PdfObject, type PdfRef, MalformedPdf, PdfStream } from './pdf-object.ts';
import type { PdfReading } from './pdf-reading.ts';
import { type WorkBudget, WorkLimitReached } from './work-budget.ts';
import { type XrefEntry, type XrefSection, readXrefSection } from './xref-section.ts';

const END = /^startxref[\0\t\n\f\r ]+(\d{1,10})[\0\t\n\f\r ]+%%EOF[\t\n\f\r ]*$/;
const END_BYTES = 1024;

export class ForeignReading implements PdfReading {
  readonly budget: WorkBudget;
  readonly #sections = new Map<number, XrefSection>();
  readonly #objects = new Map<number, IndirectObject>();
  readonly #decoded = new WeakMap<PdfStream, Uint8Array>();

  constructor(budget: WorkBudget) {
    this.budget = budget;
  }

  sections(bytes: Uint8Array): XrefSection[] {
    const sections: XrefSection[] = [];
    const seen = new Set<number>();
    let wentForward = false;
    for (let offset: number | undefined = startOfSections(bytes); offset !== undefined;) {
      if (seen.has(offset)) throw new MalformedPdf('cross-references form a loop');
      const newer = sections.at(-1);
      if (wentForward && newer !== undefined) throw new MalformedPdf('cross-references out of order');
      // Only a linearized file's first page points forward, to the section that ends the file's first revision.
      wentForward = newer !== undefined && offset > newer.offset;
      seen.add(offset);
      const section = this.#section(bytes, offset);
      sections.push(section);
      offset = previousOf(section);
    }
    return sections;
  }

  object(bytes: Uint8Array, offset: number, lengthOf: (ref: PdfRef) => PdfObject): IndirectObject {
    const known = this.#objects.get(offset);
    if (known !== undefined && known.end <= bytes.length) return known;
    let dependsOnRevision = false;
    const object = readIndirectObject(bytes, offset, (ref) => {
      dependsOnRevision = true;
      return lengthOf(ref);
    });
    const skipped = object.object instanceof PdfStream ? object.object.data.length : 0;
    this.budget.spend('parsedBytes', object.end - offset - skipped);
    if (!dependsOnRevision) this.#objects.set(offset, object);
    return object;
  }

  decode(stream: PdfStream): Uint8Array {
    const known = this.#decoded.get(stream);
    if (known !== undefined) return known;
    const left = this.budget.left('inflatedBytes');
    const decoded = decodeStream(stream, Math.max(1, left));
    this.budget.spend('inflatedBytes', decoded.length);
    this.#decoded.set(stream, decoded);
    return decoded;
  }

  count(parsedBytes: number): void {
    this.budget.spend('parsedBytes', parsedBytes);
  }

  #section(bytes: Uint8Array, offset: number): XrefSection {
    const known = this.#sections.get(offset);
    if (known !== undefined && known.end <= bytes.length) return known;
    this.budget.spend('sections');
    const plain = this.#read(bytes, offset);
    const beside = plain.kind === 'table' ? plain.trailer.get('XRefStm') : undefined;
    const section = beside === undefined ? plain : this.#hybrid(bytes, plain, beside);
    this.#sections.set(offset, section);
    return section;
  }

  #read(bytes: Uint8Array, offset: number): XrefSection {
    if (offset >= bytes.length) throw new MalformedPdf('cross-reference beyond the end of the file');
    return readXrefSection(bytes, offset, {
      decode: (stream) => this.decode(stream),
      announce: (entries) => this.budget.spend('entries', entries),
    });
  }

  /** Where table and stream both hold an object, viewers disagree on which one counts. */
  #hybrid(bytes: Uint8Array, table: XrefSection, beside: PdfObject): XrefSection {
    if (typeof beside !== 'number') throw new MalformedPdf('XRefStm is no number');
    const stream = this.#read(bytes, beside);
    if (stream.kind !== 'stream') throw new MalformedPdf('XRefStm leads to no stream');
    const entries = new Map<number, XrefEntry>(table.entries);
    for (const [number, entry] of stream.entries) {
      const stated = entries.get(number);
      if (stated === undefined || stated.type === 'free') entries.set(number, entry);
      else if (!isSameEntry(stated, entry)) throw new MalformedPdf(`object ${number} has two places`);
    }
    return { ...table, entries };
  }
}

/** @throws {MalformedPdf} where the file does not end with startxref and %%EOF */
function startOfSections(bytes: Uint8Array): number {
  const end = Buffer.from(bytes.subarray(-END_BYTES)).toString('latin1');
  const start = END.exec(end.slice(Math.max(0, end.lastIndexOf('startxref'))))?.[1];
  if (start === undefined) throw new MalformedPdf('the file does not end with startxref and %%EOF');
  return Number(start);
}

function previousOf({ trailer }: XrefSection): number | undefined {
  const previous = trailer.get('Prev');
  if (previous === undefined) return undefined;
  if (typeof previous !== 'number' || previous < 0) throw new MalformedPdf('Prev is no offset');
  return previous;
}

function isSameEntry(a: XrefEntry, b: XrefEntry): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Whether an error says that the file, and not the program, is at fault. */
export function isFaultOfFile(error: unknown): error is Error {
  return error instanceof MalformedPdf || error instanceof WorkLimitReached;
}
