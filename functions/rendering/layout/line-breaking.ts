import type { Inline } from './inline.ts';
import { spaceWidth, splitWords, type Measure, type Word } from './words.ts';

/** One line: its words, its natural width (first-line indent included) and that indent. */
export interface Line {
  readonly words: Word[];
  readonly width: number;
  readonly indent: number;
  /** not to be filled up to the margin, though its paragraph is justified */
  readonly ragged?: boolean;
}

/** A way to break text into lines. */
export type LineBreaker = (inlines: readonly Inline[], measure: Measure) => Line[];

const TOLERANCE = 0.01;

/** Breaks text into lines no wider than `width`: at spaces, and inside a word only where it alone is wider. */
export function breakLines(inlines: readonly Inline[], measure: Measure): Line[] {
  return filled(splitWords(inlines, measure), measure);
}

/** As few lines as `breakLines` makes, of nearly equal width: for centred text. */
export function breakBalanced(inlines: readonly Inline[], measure: Measure): Line[] {
  const words = splitWords(inlines, measure);
  let best = filled(words, measure);
  if (best.length < 2) return best;
  const widest = Math.max(...words.map((word) => word.width));
  let [tooNarrow, enough] = [0, measure.width];
  while (enough - tooNarrow > measure.size / 4) {
    const width = (tooNarrow + enough) / 2;
    const narrower = { ...measure, width };
    const holds = widest <= width - measure.indent;
    const tried = holds ? filled(words, narrower) : breakLines(inlines, narrower);
    if (tried.length > best.length) tooNarrow = width;
    else [enough, best] = [width, tried];
  }
  return best;
}

function filled(all: readonly Word[], measure: Measure): Line[] {
  const lines: Line[] = [];
  let words: Word[] = [];
  let indent = measure.indent;
  let pen = indent;
  const limit = measure.width + TOLERANCE;
  for (const word of all) {
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
