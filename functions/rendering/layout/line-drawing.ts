import type { FaceUsage } from '../fonts/face-usage.ts';
import type { Page } from '../pdf/page.ts';
import type { StructureElement } from '../pdf/structure.ts';
import { rounded } from '../pdf/units.ts';
import { gapsOf } from './cheapest-lines.ts';
import { checkBox } from './check-box.ts';
import { inlineWidth } from './inline.ts';
import type { Line } from './line-breaking.ts';
import { spaceWidth } from './words.ts';

export type Align = 'left' | 'center' | 'right' | 'justify';

/** Where a line stands and how it fills its width. */
export interface LinePlace {
  readonly left: number;
  readonly baseline: number;
  readonly width: number;
  readonly size: number;
  readonly align: Align;
  readonly last: boolean;
}

/** A field's box reaches this far below the baseline, in ems: the seal step relies on it (README.md). */
export const FIELD_DEPTH = 0.25;
/** Height of a field's box in ems. */
export const FIELD_HEIGHT = 1.2;

/** Draws one line into an element, placing the fields it holds. */
export function drawLine(page: Page, element: StructureElement, line: Line, place: LinePlace): void {
  const { stretch, shift } = fill(line, place);
  const text = new TextOperators(place.size, place.baseline);
  let pen = place.left + line.indent + shift;
  let owner = element;
  const finish = (): void => page.mark(owner, text.finish());
  for (const [index, word] of line.words.entries()) {
    if (index > 0 && word.spaceBefore) {
      text.space(stretch);
      pen += spaceWidth(word, place.size) + stretch;
    }
    for (const inline of word.inlines) {
      if (inline.kind === 'field') {
        finish();
        page.place(inline.field, fieldBox(pen, inline.width, place), element);
      } else {
        const next = inline.element ?? element;
        if (next !== owner) finish();
        owner = next;
        element.adopt(owner);
        if (inline.kind === 'text') text.show(inline.font, inline.text, pen);
        else if (inline.kind === 'space') text.space(stretch);
        else page.mark(owner, checkBox(inline, pen, place));
      }
      const width = word.inlines.length === 1 ? word.width : inlineWidth(inline, place.size);
      pen += width + (inline.kind === 'space' ? stretch : 0);
    }
  }
  if (!place.last) text.space(0);
  finish();
}

/** How much each space is widened, and how far the line is moved to the right. */
function fill(line: Line, place: LinePlace): { stretch: number; shift: number } {
  const free = place.width - line.width;
  const filled = place.align === 'justify' && !place.last && !line.ragged;
  const gaps = filled ? gapsOf(line) : 0;
  const stretch = gaps > 0 ? free / gaps : 0;
  const shift = place.align === 'center' ? free / 2 : place.align === 'right' ? free : 0;
  return { stretch, shift };
}

function fieldBox(left: number, width: number, { baseline, size }: LinePlace) {
  return { left, bottom: baseline - FIELD_DEPTH * size, width, height: FIELD_HEIGHT * size };
}

/** Collects text operators, as few as may be: one matrix per start, one font change per face. */
class TextOperators {
  readonly #size: number;
  readonly #baseline: number;
  #operators = '';
  #font: FaceUsage | undefined;
  #array = '';
  #codes = '';

  constructor(size: number, baseline: number) {
    this.#size = size;
    this.#baseline = baseline;
  }

  show(font: FaceUsage, text: string, left: number): void {
    if (this.#operators === '') {
      this.#operators = `BT ${rounded(left)} ${rounded(this.#baseline)} Td`;
    }
    if (font !== this.#font) {
      this.#flush();
      this.#operators += ` /${font.resource} ${this.#size} Tf`;
      this.#font = font;
    }
    this.#codes += font.encode(text);
  }

  /** A space in the current face, widened by `stretch` points. */
  space(stretch: number): void {
    if (!this.#font) return;
    this.#codes += this.#font.encode(' ');
    if (stretch === 0) return;
    this.#array += `(${this.#codes})${rounded((-stretch * 1000) / this.#size)}`;
    this.#codes = '';
  }

  finish(): string {
    this.#flush();
    const operators = this.#operators === '' ? '' : `${this.#operators} ET`;
    this.#operators = '';
    this.#font = undefined;
    return operators;
  }

  #flush(): void {
    if (this.#array === '') {
      if (this.#codes !== '') this.#operators += ` (${this.#codes})Tj`;
    } else {
      this.#operators += this.#codes === '' ? ` [${this.#array}]TJ` : ` [${this.#array}(${this.#codes})]TJ`;
    }
    this.#array = '';
    this.#codes = '';
  }
}
