import { create } from 'qrcode/lib/core/qrcode.js';
import type { StructureElement } from '../pdf/structure.ts';
import { rounded, type Rectangle } from '../pdf/units.ts';
import type { Piece } from './piece.ts';
import { bestMasked } from './qr-mask.ts';
import { qrSegments } from './qr-segments.ts';

/** Modules of quiet zone on each side (ISO/IEC 18004). */
const QUIET = 4;

/**
 * A QR code (error correction M) as filled rectangles, one figure of `side` points, quiet zone included.
 * @param alt what a screen reader says in its place
 */
export function qrCode(
  content: string,
  at: { readonly left: number; readonly side: number; readonly alt: string },
  parent: StructureElement,
): Piece {
  const code = create(qrSegments(content), { errorCorrectionLevel: 'M', maskPattern: 0 });
  const { size } = code.modules;
  const modules = bestMasked(code);
  const rectangles = darkRectangles(modules, size);
  const module = at.side / (size + 2 * QUIET);
  const figure = parent.add('Figure', { alt: at.alt });
  return {
    height: at.side,
    before: 0,
    keepWithNext: false,
    draw(page, top) {
      const box: Rectangle = { left: at.left, bottom: top - at.side, width: at.side, height: at.side };
      figure.box = box;
      const origin = `${rounded(box.left + QUIET * module)} ${rounded(box.bottom + QUIET * module)}`;
      const scale = module.toFixed(4);
      page.mark(figure, `q ${scale} 0 0 ${scale} ${origin} cm ${rectangles}f Q`);
    },
  };
}

/** Rectangles of dark modules: runs along a row, as high as rows below have the same. */
function darkRectangles(modules: Uint8Array, size: number): string {
  const lengths = new Uint8Array(size);
  const tops = new Uint8Array(size);
  let rectangles = '';
  for (let row = 0; row <= size; row++) {
    for (let column = 0; column < size; column++) {
      const length = row < size ? runAt(modules, row * size, column, size) : 0;
      const known = lengths[column] ?? 0;
      if (length === known) continue;
      const top = tops[column] ?? 0;
      if (known > 0) rectangles += `${column} ${size - row} ${known} ${row - top} re `;
      lengths[column] = length;
      tops[column] = row;
    }
  }
  return rectangles;
}

/** How many dark modules follow each other from here on; 0 within a run. */
function runAt(modules: Uint8Array, line: number, column: number, size: number): number {
  if (!modules[line + column] || (column > 0 && modules[line + column - 1])) return 0;
  let end = column + 1;
  while (end < size && modules[line + end]) end++;
  return end - column;
}
