import type { Fonts } from '../layout/inline.ts';
import type { Page } from '../pdf/page.ts';
import { rounded } from '../pdf/units.ts';
import type { LocatedProblem } from './locate-problems.ts';
import type { Place } from './place-trace.ts';

const COLOUR = '0.75 0.1 0.1';
/** The box stands this far from the page's edges, and the numbers inside it at its left. */
const INSET = 26;
const NUMBER_SIZE = 10;

/** Draws a box around each place of a problem, with the numbers of the problems there at its left. */
export function drawMarks(problems: readonly LocatedProblem[], pages: readonly Page[], fonts: Fonts): void {
  for (const page of pages) {
    for (const [place, numbers] of marksOn(problems, page.index)) {
      page.artifact('Layout', box(place, page.width) + label(numbers, place, fonts));
    }
  }
}

/** The places of one page, each with the numbers, from 1, of its problems. */
function marksOn(problems: readonly LocatedProblem[], page: number): Map<Place, number[]> {
  const marks = new Map<Place, number[]>();
  for (const [index, { places }] of problems.entries()) {
    for (const place of places) {
      if (place.page !== page) continue;
      const numbers = marks.get(place) ?? [];
      if (!numbers.includes(index + 1)) marks.set(place, [...numbers, index + 1]);
    }
  }
  return marks;
}

function box({ top, height }: Place, width: number): string {
  const corner = `${INSET} ${rounded(top - height)} ${rounded(width - 2 * INSET)} ${rounded(height)}`;
  return `q ${COLOUR} RG 1 w ${corner} re S Q`;
}

function label(numbers: readonly number[], { top, height }: Place, { bold }: Fonts): string {
  const text = numbers.length > 3 ? `${numbers.slice(0, 3).join(',')}+` : numbers.join(',');
  const baseline = rounded(top - Math.min(height, NUMBER_SIZE * 1.4) + 3);
  const show = `${INSET + 3} ${baseline} Td (${bold.encode(text)}) Tj`;
  return ` q ${COLOUR} rg BT /${bold.resource} ${NUMBER_SIZE} Tf ${show} ET Q`;
}
