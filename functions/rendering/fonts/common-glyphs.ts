import { lettersOf } from '../../platform/letters.ts';
import type { Face, Glyph } from './face.ts';
import { NO_GLYPHS, placeGlyphs, type PlacedGlyphs } from './placed-glyphs.ts';
import { stringCode } from './string-code.ts';

/** Code units beyond the letters that are common in any face. */
const CODE_UNITS = 0x2100;

/** The letters every file has of a face: .notdef has code 0, the first letter code 1. */
export class CommonGlyphs {
  readonly letters: readonly Glyph[];
  readonly placed: PlacedGlyphs;
  readonly #codes = Array<string | undefined>(CODE_UNITS).fill(undefined);

  /** @throws {MissingGlyph} from ./face.ts */
  constructor(face: Face, letters: string) {
    this.letters = lettersOf(letters).map((letter) => face.glyphOf(letter));
    this.placed = placeGlyphs(face.font, [0, ...this.letters], NO_GLYPHS);
    for (const [index, letter] of lettersOf(letters).entries()) {
      this.#codes[letter.charCodeAt(0)] = stringCode(index + 1);
    }
  }

  /** How many codes are taken: those of the letters, and behind them one for each component. */
  get count(): number {
    return this.placed.outlines.length;
  }

  /** The inside of a literal string; undefined for a text with any other letter. */
  encode(text: string): string | undefined {
    let codes = '';
    for (let at = 0; at < text.length; at++) {
      const code = this.#codes[text.charCodeAt(at)];
      if (code === undefined) return undefined;
      codes += code;
    }
    return codes;
  }
}
