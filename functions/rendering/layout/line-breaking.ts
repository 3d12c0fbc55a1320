import { lettersOf } from '../fonts/letter.ts';
import type { Inline } from './inline.ts';

/** A stretch that is never broken: pieces of text and fields without a space between them. */
export interface Word {
  readonly inlines: Inline[];
  readonly width: number;
  readonly spaceBefore: boolean;
}

/** One line: its words, its natural width (first-line indent included) and that indent. */
export interface Line {
  readonly words: Word[];
  readonly width: number;
  readonly indent: number;
}

interface Measure {
  readonly size: number;
  readonly width: number;
  readonly indent: number;
}

const TOLERANCE = 0.01;

/** Breaks text into lines no wider than `width`: at spaces, and inside a word only where it alone is wider. */
export function breakLines(inlines: readonly Inline[], measure: Measure): Line[] {
  const lines: Line[] = [];
  let words: Word[] = [];
  let indent = measure.indent;
  let pen = indent;
  const limit = measure.width + TOLERANCE;
  for (const word of splitWords(inlines, measure)) {
    const gap = words.length > 0 && word.spaceBefore ? spaceWidth(word, measure.size) : 0;
    if (words.length > 0 && pen + gap + word.width > limit) {
      lines.push({ words, width: pen, indent });
      words = [];
      indent = 0;
      pen = 0;
    } else {
      pen += gap;
    }
    words.push(word);
    pen += word.width;
  }
  if (words.length > 0) lines.push({ words, width: pen, indent });
  return lines;
}

/** As few lines as `breakLines` makes, of nearly equal width: for centred text. */
export function breakBalanced(inlines: readonly Inline[], measure: Measure): Line[] {
  let best = breakLines(inlines, measure);
  if (best.length < 2) return best;
  let [tooNarrow, enough] = [0, measure.width];
  while (enough - tooNarrow > measure.size / 4) {
    const width = (tooNarrow + enough) / 2;
    const tried = breakLines(inlines, { ...measure, width });
    if (tried.length > best.length) tooNarrow = width;
    else [enough, best] = [width, tried];
  }
  return best;
}

/** Width of the space that stands before a word: the space of the face the word begins in. */
export function spaceWidth(word: Word, size: number): number {
  const [first] = word.inlines;
  return first?.kind === 'text' ? first.font.face.widthOf(' ') * size : size / 4;
}

function splitWords(inlines: readonly Inline[], measure: Measure): Word[] {
  const words: Word[] = [];
  let current: Inline[] = [];
  const finish = (): void => {
    if (current.length > 0) words.push(...fitting(current, measure));
    current = [];
  };
  for (const inline of inlines) {
    if (inline.kind === 'field') {
      current.push(inline);
      continue;
    }
    for (const [index, text] of inline.text.split(' ').entries()) {
      if (index > 0) finish();
      if (text !== '') current.push({ ...inline, text });
    }
  }
  finish();
  return words;
}

/** The word itself, or, where it is wider than a whole line, its parts. */
function fitting(inlines: Inline[], { size, width, indent }: Measure): Word[] {
  const total = inlines.reduce((sum, inline) => sum + inlineWidth(inline, size), 0);
  if (total <= width - indent) return [{ inlines, width: total, spaceBefore: true }];
  const parts: Word[] = [];
  let part: Inline[] = [];
  let partWidth = 0;
  for (const inline of inlines.flatMap(byLetter)) {
    const step = inlineWidth(inline, size);
    if (part.length > 0 && partWidth + step > width - indent) {
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

function byLetter(inline: Inline): Inline[] {
  if (inline.kind === 'field') return [inline];
  return lettersOf(inline.text).map((text) => ({ ...inline, text }));
}

export function inlineWidth(inline: Inline, size: number): number {
  return inline.kind === 'field' ? inline.width : inline.font.face.widthOf(inline.text) * size;
}
