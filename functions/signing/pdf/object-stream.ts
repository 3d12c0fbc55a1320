/** The objects of an object stream (ISO 32000-1 §7.5.7), found by the places its head states. */
import { ObjectParser } from './parse-object.ts';
import { type PdfObject, type PdfStream, MalformedPdf, isName } from './pdf-object.ts';

export class ObjectStream {
  readonly #decoded: Uint8Array;
  readonly #places: readonly { readonly number: number; readonly offset: number }[];

  /** @throws {MalformedPdf} where the stream is no object stream */
  constructor({ dict }: PdfStream, decoded: Uint8Array) {
    const [first, count] = [dict.get('First'), dict.get('N')];
    if (!isName(dict.get('Type'), 'ObjStm')) throw new MalformedPdf('object stream expected');
    if (typeof first !== 'number') throw new MalformedPdf('object stream without First');
    if (typeof count !== 'number' || count > decoded.length / 2) {
      throw new MalformedPdf('object stream with a wrong count');
    }
    const head = new ObjectParser(decoded);
    this.#decoded = decoded;
    this.#places = Array.from({ length: count }, () => {
      const number = head.integer();
      return { number, offset: first + head.integer() };
    });
  }

  /** @throws {MalformedPdf} where another object, or none, stands at `index` */
  at(index: number, number: number): { readonly object: PdfObject; readonly length: number } {
    const place = this.#places[index];
    if (place?.number !== number) throw new MalformedPdf(`object ${number} is not in its object stream`);
    const parser = new ObjectParser(this.#decoded, place.offset);
    const object = parser.parse();
    return { object, length: parser.position - place.offset };
  }
}
