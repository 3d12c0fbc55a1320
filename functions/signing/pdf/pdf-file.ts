/** A PDF read through its cross-references: objects are parsed only when asked for, never guessed. */
import { ObjectStream } from './object-stream.ts';
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
import { OWN_READING, type PdfReading } from './pdf-reading.ts';
import type { XrefEntry, XrefSection } from './xref-section.ts';

export class PdfFile {
  readonly bytes: Uint8Array;
  /** Newest first: one for each revision of the file. */
  readonly sections: readonly XrefSection[];
  readonly #reading: PdfReading;
  readonly #objects = new Map<number, PdfObject>();
  readonly #containers = new Map<number, ObjectStream>();
  readonly #beingRead = new Set<number>();

  /** @throws {MalformedPdf} where the end of the file does not lead to whole, unencrypted cross-references */
  constructor(bytes: Uint8Array, reading: PdfReading = OWN_READING) {
    this.bytes = bytes;
    this.#reading = reading;
    this.sections = reading.sections(bytes);
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

  /** A stream's bytes, decoded. @throws {MalformedPdf} */
  decode(stream: PdfStream): Uint8Array {
    return this.#reading.decode(stream);
  }

  /** A reference with another generation than the cross-reference's leads to nothing (§7.3.10). */
  #object(ref: PdfRef): PdfObject {
    const entry = this.entry(ref.number);
    if (entry === undefined || entry.type === 'free') return null;
    if (ref.generation !== (entry.type === 'offset' ? entry.generation : 0)) return null;
    const known = this.#objects.get(ref.number);
    if (known !== undefined) return known;
    if (this.#beingRead.has(ref.number)) throw new MalformedPdf(`object ${ref.number} contains itself`);
    this.#beingRead.add(ref.number);
    const object =
      entry.type === 'offset' ? this.#read(ref, entry.offset) : this.#compressed(ref.number, entry);
    this.#beingRead.delete(ref.number);
    this.#objects.set(ref.number, object);
    return object;
  }

  #read(ref: PdfRef, offset: number): PdfObject {
    const found = this.#reading.object(this.bytes, offset, (length) => this.resolve(length));
    if (found.ref.number !== ref.number || found.ref.generation !== ref.generation) {
      throw new MalformedPdf(`object ${ref.number} is not where the cross-reference says`);
    }
    return found.object;
  }

  #compressed(number: number, { container, index }: { container: number; index: number }): PdfObject {
    const { object, length } = this.#container(container).at(index, number);
    this.#reading.count(length);
    return object;
  }

  /** It is an object of its own, never inside another one. */
  #container(number: number): ObjectStream {
    const known = this.#containers.get(number);
    if (known !== undefined) return known;
    if (this.entry(number)?.type !== 'offset') throw new MalformedPdf('object stream inside another');
    const stream = this.stream(new PdfRef(number, 0));
    const container = new ObjectStream(stream, this.decode(stream));
    this.#containers.set(number, container);
    return container;
  }
}
