import { lettersOf } from '../../platform/letters.ts';
import { CommonGlyphs } from './common-glyphs.ts';
import { placeMarks, type Part } from './mark-placement.ts';
import type { TrueTypeFont } from './truetype.ts';

/** Where a letter stands: the template's block, counted from 1, and the field its text comes from. */
interface LetterPlace {
  readonly block?: number;
  readonly type?: string;
  readonly field?: string;
}

/** Text holds a letter the typeface cannot draw: an error, never a box on a signed document. */
export class MissingGlyph extends Error {
  override readonly name = 'MissingGlyph';
  readonly letter: string;
  readonly where: LetterPlace;

  constructor(letter: string, where: LetterPlace = {}) {
    const points = Array.from(letter, (c) => `U+${(c.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
    const field = where.field === undefined ? '' : ` of {{${where.field}}}`;
    const block = where.block === undefined ? '' : `, in block ${where.block} (${where.type})`;
    super(`the typeface has no glyph for "${letter}" (${points.join(' ').toUpperCase()})${field}${block}`);
    this.letter = letter;
    this.where = where;
  }
}

/** How one letter is drawn: its outlines and how far the pen moves on, in font units. */
export interface Glyph {
  readonly parts: readonly [Part, ...Part[]];
  readonly advance: number;
  /** what its code stands for */
  readonly letter: string;
}

const GLYPHS_KEPT = 20_000;
/** Code units below this one are letters by themselves unless a mark follows them (platform/letters.ts). */
const CODE_UNITS = 0x1f00;
const UNKNOWN = -1;
const MARK = /\p{M}/u;

/** One face of a typeface, read once per process and shared by all documents. */
export class Face {
  readonly font: TrueTypeFont;
  readonly #commonLetters: string;
  readonly #glyphs = new Map<string, Glyph | undefined>();
  readonly #advances = new Int16Array(CODE_UNITS).fill(UNKNOWN);
  #common: CommonGlyphs | undefined;

  /** @param commonLetters those every file has of the face */
  constructor(font: TrueTypeFont, commonLetters: string) {
    this.font = font;
    this.#commonLetters = commonLetters;
  }

  /** The letters every file has of this face. */
  get common(): CommonGlyphs {
    return (this.#common ??= new CommonGlyphs(this, this.#commonLetters));
  }

  /** The letters of a text that this face cannot draw. */
  missingIn(text: string): string[] {
    return lettersOf(text).filter((letter) => this.#find(letter) === undefined);
  }

  /** @throws {MissingGlyph} */
  glyphOf(letter: string): Glyph {
    const glyph = this.#find(letter);
    if (!glyph) throw new MissingGlyph(letter);
    return glyph;
  }

  /**
   * Width of a text at size 1.
   * @throws {MissingGlyph}
   */
  widthOf(text: string): number {
    let units = 0;
    for (let at = 0; at < text.length; at++) {
      const advance = this.#advances[text.charCodeAt(at)] ?? UNKNOWN;
      if (advance === UNKNOWN) return this.#widthByLetters(text);
      units += advance;
    }
    return units / this.font.unitsPerEm;
  }

  /** Learns the advances of the letters that are one code unit; marks have none, as their letter decides. */
  #widthByLetters(text: string): number {
    let units = 0;
    for (const letter of lettersOf(text)) {
      const { advance } = this.glyphOf(letter);
      units += advance;
      if (letter.length === 1 && !MARK.test(letter)) this.#advances[letter.charCodeAt(0)] = advance;
    }
    return units / this.font.unitsPerEm;
  }

  #find(letter: string): Glyph | undefined {
    if (this.#glyphs.has(letter)) return this.#glyphs.get(letter);
    const glyph = this.#build(letter);
    if (this.#glyphs.size < GLYPHS_KEPT) this.#glyphs.set(letter, glyph);
    return glyph;
  }

  #build(letter: string): Glyph | undefined {
    const [base, ...marks] = Array.from(letter, (character) => character.codePointAt(0) ?? 0);
    if (base === undefined) return undefined;
    const glyph = this.font.glyphOf(base);
    if (glyph === undefined) return undefined;
    const [first, ...rest] =
      marks.length === 0 ? [{ glyph, dx: 0, dy: 0 }] : (placeMarks(this.font, base, marks) ?? []);
    if (!first) return undefined;
    return { parts: [first, ...rest], advance: this.font.advanceOf(glyph), letter };
  }
}
