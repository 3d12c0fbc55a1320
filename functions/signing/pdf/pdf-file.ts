/** A PDF read through its cross-references: objects are parsed only when asked for, never guessed. */
import { Buffer } from 'node:buffer';
import { decodeStream } from './decode-stream.ts';
import { readIndirectObject } from './indirect-object.ts';
import { ObjectParser } from './parse-object.ts';
import {
  type PdfArray,
  type PdfDict,
  type PdfObject,
  MalformedPdf,
  PdfRef,
  PdfStream,
  isArray,
  isDict,
} from './pdf-object.ts';
import { type XrefEntry, type XrefSection, readXrefSection } from './xref-section.ts';

const END = /startxref[\r\n ]+(\d{1,10})[\r\n ]+%%EOF[\r\n ]*$/;
const END_BYTES = 64;

export class PdfFile {
  readonly bytes: Uint8Array;
  /** Newest first: one for each revision of the file. */
  readonly sections: readonly XrefSection[];
  readonly #objects = new Map<number, PdfObject>();
  readonly #reading = new Set<number>();

  /** @throws {MalformedPdf} where the end of the file does not lead to whole, unencrypted cross-references */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.sections = readSections(bytes);
    if (this.trailer.has('Encrypt')) throw new MalformedPdf('encrypted file');
  }

  get latest(): XrefSection {
    const section = this.sections[0];
    if (section === undefined) throw new MalformedPdf('no cross-reference');
    return section;
  }

  get trailer(): PdfDict {
    return this.latest.trailer;
  }

  /** One more than the highest object number in use. */
  get size(): number {
    const stated = this.trailer.get('Size');
    const used = this.sections.flatMap(({ entries }) => [...entries.keys()]);
    return used.reduce((size, number) => Math.max(size, number + 1), typeof stated === 'number' ? stated : 0);
  }

  get catalog(): PdfDict {
    return this.dict(this.trailer.get('Root'));
  }

  /** The object itself, whether it stands here or is referred to; a missing one is null (§7.3.10). */
  resolve(object: PdfObject | undefined): PdfObject {
    let value = object ?? null;
    for (let hops = 0; value instanceof PdfRef; hops += 1) {
      if (hops > 8) throw new MalformedPdf('reference to a reference');
      value = this.#object(value);
    }
    return value;
  }

  /** @throws {MalformedPdf} where no dictionary stands there */
  dict(object: PdfObject | undefined): PdfDict {
    const value = this.resolve(object);
    if (!isDict(value)) throw new MalformedPdf('dictionary expected');
    return value;
  }

  /** @throws {MalformedPdf} where no array stands there */
  array(object: PdfObject | undefined): PdfArray {
    const value = this.resolve(object);
    if (!isArray(value)) throw new MalformedPdf('array expected');
    return value;
  }

  /** @throws {MalformedPdf} where no stream stands there */
  stream(object: PdfObject | undefined): PdfStream {
    const value = this.resolve(object);
    if (!(value instanceof PdfStream)) throw new MalformedPdf('stream expected');
    return value;
  }

  /** Where the newest section that knows this object says it is. */
  entry(number: number): XrefEntry | undefined {
    return this.sections.find(({ entries }) => entries.has(number))?.entries.get(number);
  }

  #object(ref: PdfRef): PdfObject {
    const known = this.#objects.get(ref.number);
    if (known !== undefined) return known;
    if (this.#reading.has(ref.number)) throw new MalformedPdf(`object ${ref.number} contains itself`);
    this.#reading.add(ref.number);
    const object = this.#read(ref);
    this.#reading.delete(ref.number);
    this.#objects.set(ref.number, object);
    return object;
  }

  #read(ref: PdfRef): PdfObject {
    const entry = this.entry(ref.number);
    if (entry === undefined || entry.type === 'free') return null;
    if (entry.type === 'compressed') return this.#compressed(entry.container, entry.index, ref.number);
    const found = readIndirectObject(this.bytes, entry.offset, (length) => this.resolve(length));
    if (found.ref.number !== ref.number || found.ref.generation !== entry.generation) {
      throw new MalformedPdf(`object ${ref.number} is not where the cross-reference says`);
    }
    return ref.generation === entry.generation ? found.object : null;
  }

  #compressed(container: number, index: number, number: number): PdfObject {
    const stream = this.stream(new PdfRef(container, 0));
    const first = stream.dict.get('First');
    if (typeof first !== 'number') throw new MalformedPdf('object stream without First');
    const parser = new ObjectParser(decodeStream(stream));
    for (let skipped = 0; skipped < index; skipped += 1) {
      parser.integer();
      parser.integer();
    }
    if (parser.integer() !== number) throw new MalformedPdf(`object ${number} is not in its object stream`);
    parser.position = first + parser.integer();
    return parser.parse();
  }
}

/** Each section points to the one before it, which must lie before it: no loops, no linearized files. */
function readSections(bytes: Uint8Array): XrefSection[] {
  const end = Buffer.from(bytes.subarray(-END_BYTES)).toString('latin1');
  const start = END.exec(end)?.[1];
  if (start === undefined) throw new MalformedPdf('the file does not end with startxref and %%EOF');
  const sections: XrefSection[] = [];
  for (let offset = Number(start), limit = bytes.length; ;) {
    if (offset >= limit) throw new MalformedPdf('cross-references out of order');
    const section = readXrefSection(bytes, offset);
    sections.push(section);
    const previous = section.trailer.get('Prev');
    if (previous === undefined) return sections;
    if (typeof previous !== 'number') throw new MalformedPdf('Prev is no number');
    limit = offset;
    offset = previous;
  }
}
