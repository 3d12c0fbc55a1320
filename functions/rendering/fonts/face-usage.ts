import type { Face, Glyph } from './face.ts';
import { lettersOf } from '../../platform/letters.ts';

/** The letters of one face that one document uses, each with its two-byte code (Identity-H). */
export class FaceUsage {
  readonly face: Face;
  /** Name of the font among the resources, such as `Regular`. */
  readonly resource: string;
  readonly #codes = new Map<string, string>();
  readonly #letters: { letter: string; glyph: Glyph }[] = [];

  constructor(face: Face, resource: string) {
    this.face = face;
    this.resource = resource;
  }

  /** The letters in the order of their codes: the first has code 1. */
  get letters(): readonly { readonly letter: string; readonly glyph: Glyph }[] {
    return this.#letters;
  }

  /**
   * The text as hexadecimal codes, for a string operand of a content stream.
   * @throws {MissingGlyph} from ./face.ts
   */
  encode(text: string): string {
    let codes = '';
    for (const letter of lettersOf(text)) codes += this.#codes.get(letter) ?? this.#add(letter);
    return codes;
  }

  #add(letter: string): string {
    const count = this.#letters.push({ letter, glyph: this.face.glyphOf(letter) });
    const code = hexCode(count);
    this.#codes.set(letter, code);
    return code;
  }
}

const hexCodes: string[] = [];

/** A code as strings and /ToUnicode have it. */
export function hexCode(code: number): string {
  return (hexCodes[code] ??= code.toString(16).padStart(4, '0'));
}
