/** An incremental update (ISO 32000-1 §7.5.6): appends exactly the objects marked, and touches no byte before. */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { PdfFile } from './pdf-file.ts';
import {
  type PdfArray,
  type PdfDict,
  type PdfObject,
  PdfRef,
  PdfString,
  dict,
  isArray,
} from './pdf-object.ts';
import { serialiseObject } from './serialise-object.ts';
import { writeXref } from './write-xref.ts';

export interface WrittenRevision {
  readonly pdf: Buffer;
  /** Where each object of this revision starts, by number. */
  readonly offsets: ReadonlyMap<number, number>;
}

export class Revision {
  readonly file: PdfFile;
  readonly #objects = new Map<number, { ref: PdfRef; object: PdfObject }>();
  #size: number;

  constructor(file: PdfFile) {
    this.file = file;
    this.#size = file.size;
  }

  /** Adds a new object. */
  add(object: PdfObject): PdfRef {
    const ref = new PdfRef(this.#size, 0);
    this.#size += 1;
    this.#objects.set(ref.number, { ref, object });
    return ref;
  }

  /** Gives an existing object new content, under its own number. */
  replace(ref: PdfRef, object: PdfObject): void {
    this.#objects.set(ref.number, { ref, object });
  }

  /** A dictionary as it stands in this revision so far. */
  current(ref: PdfRef): PdfDict {
    return this.file.dict(this.#objects.get(ref.number)?.object ?? ref);
  }

  /** The same objects give the same bytes: even the file's second identifier is derived from them. */
  write(): WrittenRevision {
    const { bytes, latest } = this.file;
    const parts: Uint8Array[] = bytes.at(-1) === 0x0a ? [bytes] : [bytes, Buffer.from('\n')];
    let position = parts.reduce((total, part) => total + part.length, 0);
    const placed = new Map<number, { offset: number; generation: number }>();
    for (const [number, { ref, object }] of [...this.#objects].sort(([a], [b]) => a - b)) {
      const part = indirectObject(ref, object);
      placed.set(number, { offset: position, generation: ref.generation });
      parts.push(part);
      position += part.length;
    }
    const trailer = this.#trailer(parts.slice(1));
    parts.push(
      writeXref({ kind: latest.kind, objects: placed, trailer, size: this.#size, offset: position }),
    );
    return {
      pdf: Buffer.concat(parts),
      offsets: new Map([...placed].map(([number, { offset }]) => [number, offset])),
    };
  }

  #trailer(appended: readonly Uint8Array[]): PdfDict {
    const { trailer, latest } = this.file;
    const identifier = this.file.resolve(trailer.get('ID'));
    return dict({
      Root: trailer.get('Root'),
      Info: trailer.get('Info'),
      ID: isArray(identifier) ? renewed(identifier, appended) : undefined,
      Prev: latest.offset,
    });
  }
}

function indirectObject(ref: PdfRef, object: PdfObject): Uint8Array {
  return Buffer.concat([
    Buffer.from(`${ref.number} ${ref.generation} obj\n`, 'latin1'),
    serialiseObject(object),
    Buffer.from('\nendobj\n', 'latin1'),
  ]);
}

/** The first identifier stays, the second changes with every revision (§14.4). */
function renewed([first = null, second]: PdfArray, appended: readonly Uint8Array[]): PdfArray {
  const hash = createHash('sha256');
  if (second instanceof PdfString) hash.update(second.bytes);
  for (const part of appended) hash.update(part);
  return [first, new PdfString(hash.digest().subarray(0, 16), true)];
}
