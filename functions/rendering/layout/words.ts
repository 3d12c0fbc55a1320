import { lettersOf } from '../../platform/letters.ts';
import { inlineWidth, type Inline } from './inline.ts';

/** A stretch that is never broken: inlines without a space between them, or with spaces that hold. */
export interface Word {
  readonly inlines: Inline[];
  readonly width: number;
  readonly spaceBefore: boolean;
}

/** The lines to fill: size of the text, width of a line, indent of the first. */
export interface Measure {
  readonly size: number;
  readonly width: number;
  readonly indent: number;
  /** Share of a line up to which a person's name is held together. */
  readonly longestName?: number;
}

/** Text as words none of which is wider than a line. */
export function splitWords(inlines: readonly Inline[], measure: Measure): Word[] {
  const words: Word[] = [];
  let current: Inline[] = [];
  const finish = (): void => {
    if (current.length === 0) return;
    add(words, current, measure);
    current = [];
  };
  for (const inline of inlines) {
    if (inline.kind !== 'text') {
      current.push(inline);
      continue;
    }
    const { font, element, text } = inline;
    for (let start = 0; start <= text.length;) {
      const space = text.indexOf(' ', start);
      const end = space < 0 ? text.length : space;
      if (end > start) current.push({ kind: 'text', text: text.slice(start, end), font, element });
      if (space >= 0) finish();
      start = end + 1;
    }
  }
  finish();
  return words;
}

/** Adds a word, or the parts of one that is wider than a line. */
function add(words: Word[], inlines: Inline[], measure: Measure): void {
  let width = 0;
  for (const inline of inlines) width += inlineWidth(inline, measure.size);
  const room = (measure.width - measure.indent) * Math.min(1, measure.longestName ?? 1);
  if (width <= room) words.push({ inlines, width, spaceBefore: true });
  else words.push(...fitting(inlines, measure));
}

/** Width of the space that stands before a word: the space of the face the word begins in. */
export function spaceWidth(word: Word, size: number): number {
  const [first] = word.inlines;
  return first?.kind === 'text' ? first.font.face.widthOf(' ') * size : size / 4;
}

/**
 * The word itself, or, where it is wider than a whole line, its parts: at a name's spaces, then at all spaces, then
 * at its letters.
 */
function fitting(inlines: Inline[], measure: Measure): Word[] {
  const { size, width, indent, longestName = 1 } = measure;
  const line = width - indent;
  const total = inlines.reduce((sum, inline) => sum + inlineWidth(inline, size), 0);
  if (total <= line * Math.min(1, longestName)) return [{ inlines, width: total, spaceBefore: true }];
  const looseAt = total > line * longestName ? spacesOf(inlines, false) : [];
  const firmAt = total > line ? spacesOf(inlines, true) : [];
  const at = looseAt.length > 0 ? looseAt : firmAt;
  if (at.length > 0) return splitAt(inlines, at).flatMap((part) => fitting(part, measure));
  return total <= line ? [{ inlines, width: total, spaceBefore: true }] : byLetters(inlines, size, line);
}

function spacesOf(inlines: readonly Inline[], firm: boolean): number[] {
  return inlines.flatMap((inline, index) => (inline.kind === 'space' && inline.firm === firm ? [index] : []));
}

/** The stretches between the inlines at these places. */
function splitAt(inlines: readonly Inline[], places: readonly number[]): Inline[][] {
  const bounds = [-1, ...places, inlines.length];
  const parts = bounds.slice(1).map((end, index) => inlines.slice((bounds[index] ?? 0) + 1, end));
  return parts.filter((part) => part.length > 0);
}

function byLetters(inlines: readonly Inline[], size: number, line: number): Word[] {
  const parts: Word[] = [];
  let part: Inline[] = [];
  let partWidth = 0;
  for (const inline of inlines.flatMap(lettersIn)) {
    const step = inlineWidth(inline, size);
    if (part.length > 0 && partWidth + step > line) {
      parts.push({ inlines: part, width: partWidth, spaceBefore: parts.length === 0 });
      part = [];
      partWidth = 0;
    }
    part.push(inline);
    partWidth += step;
  }
  parts.push({ inlines: part, width: partWidth, spaceBefore: parts.length === 0 });
  return parts;
}

function lettersIn(inline: Inline): Inline[] {
  if (inline.kind !== 'text') return [inline];
  return lettersOf(inline.text).map((text) => ({ ...inline, text }));
}
