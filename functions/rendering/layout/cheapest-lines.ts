import type { Inline } from './inline.ts';
import type { Line } from './line-breaking.ts';
import { spaceWidth, splitWords, type Measure, type Word } from './words.ts';

/** What breaking costs: of all ways to fill the lines, the one with the smallest sum is taken. */
interface Costs {
  /** @param free width left over, @param gaps spaces it can be spread over */
  line(free: number, gaps: number, last: boolean): number;
  /** Cost of a line that begins with this word. */
  before(words: readonly Word[], index: number): number;
}

const TOLERANCE = 0.01;
/** Justified lines stay this share of a line above a name that is moved to the next whole. */
const LONGEST_NAME = 0.5;
/** A paragraph's last line shorter than this share looks lost. */
const SHORT_LAST_LINE = 0.06;
/** A line whose spaces would grow by more than this, in ems, reads better ragged than torn. */
const MOST_STRETCH = 0.6;

/**
 * Breaks justified text so that no line is torn far apart: looks at the whole paragraph (after Knuth and Plass,
 * "Breaking Paragraphs into Lines", 1981), the cost of a line growing with the cube of its stretch.
 */
export function breakJustified(inlines: readonly Inline[], measure: Measure): Line[] {
  const space = measure.size / 4;
  const words = splitWords(inlines, { longestName: LONGEST_NAME, ...measure });
  const lines = cheapestLines(words, measure, {
    line(free, gaps, last) {
      if (last) return measure.width - free < measure.width * SHORT_LAST_LINE ? 1.5 : 1;
      return 1 + (free / (Math.max(1, gaps) * space)) ** 3;
    },
    before: () => 0,
  });
  const mostFree = (line: Line): number => gapsOf(line) * MOST_STRETCH * measure.size;
  return lines.map((line) => ({ ...line, ragged: measure.width - line.width > mostFree(line) }));
}

/** As few lines as may be, of nearly equal width; `before` is what a break before a word costs, a line being 10. */
export function breakCentred(
  inlines: readonly Inline[],
  measure: Measure,
  before: Costs['before'] = () => 0,
): Line[] {
  const line = (free: number): number => 10 + 4 * (free / measure.width) ** 2;
  return cheapestLines(splitWords(inlines, measure), measure, { line, before });
}

function cheapestLines(words: readonly Word[], measure: Measure, costs: Costs): Line[] {
  const best = [{ cost: 0, start: 0, width: 0, before: 0 }];
  for (let end = 1; end <= words.length; end++) {
    best.push({ ...cheapestEnd(words, end, best, measure, costs), before: costs.before(words, end) });
  }
  const lines: Line[] = [];
  for (let end = words.length; end > 0;) {
    const { start, width } = best[end] ?? { start: 0, width: 0 };
    lines.unshift({ words: words.slice(start, end), width, indent: start === 0 ? measure.indent : 0 });
    end = start;
  }
  return lines;
}

/** The cheapest line that ends before word `end`, with all that stands above it. */
function cheapestEnd(
  words: readonly Word[],
  end: number,
  best: readonly { readonly cost: number; readonly before: number }[],
  measure: Measure,
  costs: Pick<Costs, 'line'>,
): { cost: number; start: number; width: number } {
  let found = { cost: Infinity, start: end - 1, width: 0 };
  let [content, gaps] = [0, 0];
  for (let start = end - 1; start >= 0; start--) {
    const word = words[start];
    const after = words[start + 1];
    if (!word) break;
    if (start < end - 1 && after?.spaceBefore) {
      content += spaceWidth(after, measure.size);
      gaps++;
    }
    content += word.width;
    gaps += heldSpaces(word);
    const width = content + (start === 0 ? measure.indent : 0);
    if (content > measure.width + TOLERANCE) break;
    if (width > measure.width + TOLERANCE) continue;
    const free = measure.width - width;
    const { cost: above, before } = best[start] ?? { cost: 0, before: 0 };
    const cost = above + costs.line(free, gaps, end === words.length) + before;
    if (cost < found.cost) found = { cost, start, width };
  }
  return found;
}

/** The spaces of a line that stretch: those between its words and those held inside them. */
export function gapsOf({ words }: Line): number {
  const between = words.filter((word, index) => index > 0 && word.spaceBefore).length;
  return words.reduce((sum, word) => sum + heldSpaces(word), between);
}

function heldSpaces(word: Word): number {
  return word.inlines.reduce((sum, { kind }) => (kind === 'space' ? sum + 1 : sum), 0);
}
