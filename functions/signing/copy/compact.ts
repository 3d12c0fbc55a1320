/**
 * A file written anew from what its catalog and information dictionary refer to: one revision, numbered from 1,
 * without what earlier revisions left behind.
 */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { PdfFile } from '../pdf/pdf-file.ts';
import { type PdfObject, PdfRef, PdfStream, PdfString, dict } from '../pdf/pdf-object.ts';
import { serialiseObject } from '../pdf/serialise-object.ts';
import { mapReferences } from './import-object.ts';

/** The second line tells transports that the file is binary (ISO 32000-1 §7.5.2). */
const HEADER = Buffer.from('%PDF-1.7\n%\xE2\xE3\xCF\xD3\n', 'latin1');

/** The same file gives the same bytes. @throws {MalformedPdf} */
export function compact(pdf: Uint8Array): Uint8Array {
  const file = new PdfFile(pdf);
  const objects = new Reachable(file);
  const root = objects.renumbered(file.trailer.get('Root') ?? null);
  const info = objects.renumbered(file.trailer.get('Info') ?? null);
  const parts: Uint8Array[] = [HEADER];
  const offsets: number[] = [];
  let position = HEADER.length;
  for (const object of objects.all()) {
    offsets.push(position);
    const part = Buffer.concat([
      Buffer.from(`${offsets.length} 0 obj\n`, 'latin1'),
      serialiseObject(object),
      Buffer.from('\nendobj\n', 'latin1'),
    ]);
    parts.push(part);
    position += part.length;
  }
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  const identifier = new PdfString(hash.digest().subarray(0, 16), true);
  const trailer = dict({ Size: offsets.length + 1, Root: root, Info: info, ID: [identifier, identifier] });
  return Buffer.concat([...parts, crossReference(offsets, trailer, position)]);
}

function crossReference(offsets: readonly number[], trailer: PdfObject, position: number): Uint8Array {
  const lines = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.concat([
    Buffer.from(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${lines}trailer\n`, 'latin1'),
    serialiseObject(trailer),
    Buffer.from(`\nstartxref\n${position}\n%%EOF\n`, 'latin1'),
  ]);
}

/** Objects in the order they are first referred to; missing ones become null (§7.3.10). */
class Reachable {
  readonly #file: PdfFile;
  readonly #numbers = new Map<number, PdfRef>();
  readonly #waiting: PdfRef[] = [];

  constructor(file: PdfFile) {
    this.#file = file;
  }

  renumbered(object: PdfObject): PdfObject {
    return mapReferences(object, (ref) => this.#renumber(ref));
  }

  *all(): Generator<PdfObject> {
    for (const ref of this.#waiting) yield this.#written(this.#file.resolve(ref));
  }

  #written(object: PdfObject): PdfObject {
    if (!(object instanceof PdfStream)) return this.renumbered(object);
    const { Length: _, ...entries } = Object.fromEntries(object.dict);
    return new PdfStream(
      new Map(Object.entries(entries).map(([key, value]) => [key, this.renumbered(value)])),
      object.data,
    );
  }

  #renumber(ref: PdfRef): PdfObject {
    if (this.#file.resolve(ref) === null) return null;
    const known = this.#numbers.get(ref.number);
    if (known !== undefined) return known;
    const renumbered = new PdfRef(this.#waiting.push(ref), 0);
    this.#numbers.set(ref.number, renumbered);
    return renumbered;
  }
}
