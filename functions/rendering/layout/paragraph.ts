import type { StructureElement } from '../pdf/structure.ts';
import type { Inline } from './inline.ts';
import { breakBalanced, breakLines, type LineBreaker } from './line-breaking.ts';
import { drawLine, type Align } from './line-drawing.ts';
import type { Piece } from './piece.ts';

/** The strip of the page that text is set in. */
export interface Frame {
  readonly left: number;
  readonly width: number;
}

export interface ParagraphStyle {
  readonly size: number;
  readonly align: Align;
  /** of the first line, in points */
  readonly indent?: number;
  /** line spacing as a multiple of the size */
  readonly leading?: number;
  readonly before?: number;
  /** how lines are broken; at every space unless given */
  readonly breaker?: LineBreaker;
}

const DEFAULT_LEADING = 1.2;
/** Share of the line's height that lies below the baseline. */
const BELOW_BASELINE = 0.22;

/**
 * Sets a paragraph: one piece per line, all of them content of `element`. Its first two and its last two lines
 * stay together.
 */
export function paragraph(
  inlines: readonly Inline[],
  element: StructureElement,
  frame: Frame,
  style: ParagraphStyle,
): Piece[] {
  const breakText = style.breaker ?? (style.align === 'center' ? breakBalanced : breakLines);
  const lines = breakText(inlines, { size: style.size, width: frame.width, indent: style.indent ?? 0 });
  const height = style.size * (style.leading ?? DEFAULT_LEADING);
  return lines.map((line, index) => ({
    height,
    before: index === 0 ? (style.before ?? 0) : 0,
    keepWithNext: lines.length > 1 && (index === 0 || index === lines.length - 2),
    draw(page, top) {
      drawLine(page, element, line, {
        left: frame.left,
        baseline: top - height * (1 - BELOW_BASELINE),
        width: frame.width,
        size: style.size,
        align: style.align,
        last: index === lines.length - 1,
      });
    },
  }));
}
