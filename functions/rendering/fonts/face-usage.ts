import { lettersOf } from '../../platform/letters.ts';
import type { Face, Glyph } from './face.ts';
import { stringCode } from './string-code.ts';

/** The letters of one face that one document uses, each with its two-byte code (Identity-H). */
export class FaceUsage {
  readonly face: Face;
  /** Name of the font among the resources, such as `Regular`. */
  readonly resource: string;
  readonly #codes = new Map<string, string>();
  readonly #rare: Glyph[] = [];
  #used = false;

  constructor(face: Face, resource: string) {
    this.face = face;
    this.resource = resource;
  }

  /** Whether any letter was asked for. */
  get used(): boolean {
    return this.#used;
  }

  /** Letters besides the common ones, in the order of their codes: the first has the code `face.common.count`. */
  get rare(): readonly Glyph[] {
    return this.#rare;
  }

  /**
   * The text's codes as the inside of a literal string (ISO 32000-1, 7.3.4.2), every character a byte.
   * @throws {MissingGlyph} from ./face.ts
   */
  encode(text: string): string {
    this.#used ||= text !== '';
    return this.face.common.encode(text) ?? this.#encodeLetters(text);
  }

  #encodeLetters(text: string): string {
    const { common } = this.face;
    let codes = '';
    for (const letter of lettersOf(text)) {
      codes += common.encode(letter) ?? this.#codes.get(letter) ?? this.#add(letter);
    }
    return codes;
  }

  #add(letter: string): string {
    const count = this.#rare.push(this.face.glyphOf(letter));
    const code = stringCode(this.face.common.count + count - 1);
    this.#codes.set(letter, code);
    return code;
  }
}
