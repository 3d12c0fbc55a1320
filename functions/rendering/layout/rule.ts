import { rounded } from '../pdf/units.ts';
import type { Piece } from './piece.ts';

const THICKNESS = 0.6;

/** A horizontal rule, `gap` points below what stands above it. */
export function horizontalRule(left: number, width: number, gap: number): Piece {
  return {
    height: gap + THICKNESS,
    before: 0,
    keepWithNext: false,
    draw(page, top) {
      const y = rounded(top - gap);
      page.artifact('Layout', `${THICKNESS} w ${rounded(left)} ${y} m ${rounded(left + width)} ${y} l S`);
    },
  };
}
