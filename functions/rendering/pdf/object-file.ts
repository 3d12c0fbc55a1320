import { deflateSync } from 'node:zlib';
import { Reference, serialised, type Dictionary, type Token, type Value } from './objects.ts';

/** A comment of bytes above 127 says that the file is binary (ISO 19005-2, 6.1.2). */
const HEADER = Buffer.from('%PDF-1.7\n%\x81\x81\x81\x81\n', 'latin1');
const END_OF_STREAM = Buffer.from('\nendstream\nendobj\n');

/** What the trailer says: where reading begins, and which file this is. */
export interface Trailer {
  readonly Root: Reference;
  readonly Info: Reference;
  readonly ID: readonly Token[];
}

/**
 * A PDF file as it grows. Streams are written as they come; all other objects are packed in one object stream at the
 * end, which a cross-reference stream follows (ISO 32000-1, 7.5.7 and 7.5.8).
 */
export class ObjectFile {
  readonly #chunks: Uint8Array[] = [HEADER];
  #length = HEADER.length;
  /** by object number; 0 where the object is packed */
  readonly #offsets: number[] = [0];
  readonly #packed: { readonly number: number; readonly text: string }[] = [];

  /** A number for an object that others name before it is there: `assign` gives it. */
  reserve(): Reference {
    return new Reference(this.#offsets.push(0) - 1);
  }

  assign({ number }: Reference, value: Value): void {
    this.#packed.push({ number, text: serialised(value) });
  }

  add(value: Value): Reference {
    const reference = this.reserve();
    this.assign(reference, value);
    return reference;
  }

  /** Adds a stream, deflated here. */
  addStream(entries: Dictionary, data: Uint8Array | string): Reference {
    return this.addDeflated(entries, deflated(data));
  }

  /** Adds a stream that was deflated before. */
  addDeflated(entries: Dictionary, data: Uint8Array): Reference {
    return this.addBytes({ ...entries, Length: data.length, Filter: 'FlateDecode' }, data);
  }

  /** Adds a stream as it is; its entries say how it is encoded. */
  addBytes(entries: Dictionary, data: Uint8Array): Reference {
    const reference = this.reserve();
    this.#offsets[reference.number] = this.#length;
    const head = Buffer.from(`${reference.number} 0 obj\n${serialised(entries)}\nstream\n`, 'latin1');
    for (const chunk of [head, data, END_OF_STREAM]) {
      this.#chunks.push(chunk);
      this.#length += chunk.length;
    }
    return reference;
  }

  /** The whole file. */
  finish(trailer: Trailer): Uint8Array {
    const places = new Map(this.#packed.map(({ number }, index) => [number, index]));
    const holder = this.#addPacked();
    const at = this.#length;
    const sections = { Type: 'XRef', W: [1, 4, 2], Size: this.#offsets.length + 1, ...trailer };
    const end = Buffer.from(`startxref\n${at}\n%%EOF\n`);
    this.addStream(sections, this.#crossReferences(places, holder, at));
    return Buffer.concat([...this.#chunks, end]);
  }

  #addPacked(): Reference {
    let [numbers, bodies] = ['', ''];
    for (const { number, text } of this.#packed) {
      numbers += `${number} ${bodies.length} `;
      bodies += `${text}\n`;
    }
    const entries = { Type: 'ObjStm', N: this.#packed.length, First: numbers.length };
    return this.addStream(entries, numbers + bodies);
  }

  /** An entry for each number: free, a byte offset, or a place in the object stream; the table's own is the last. */
  #crossReferences(places: ReadonlyMap<number, number>, holder: Reference, own: number): Buffer {
    const table = Buffer.alloc((this.#offsets.length + 1) * 7);
    for (const [number, offset] of [...this.#offsets, own].entries()) {
      const place = places.get(number);
      const [type, second, third] =
        offset > 0 ? [1, offset, 0] : place === undefined ? [0, 0, 65_535] : [2, holder.number, place];
      table.writeUInt8(type, number * 7);
      table.writeUInt32BE(second, number * 7 + 1);
      table.writeUInt16BE(third, number * 7 + 5);
    }
    return table;
  }
}

/** Level 5: level 6 takes a twelfth longer and saves a thousandth, level 4 gives back a fiftieth. */
export function deflated(data: Uint8Array | string): Buffer {
  return deflateSync(typeof data === 'string' ? Buffer.from(data, 'latin1') : data, { level: 5 });
}
