import { create } from 'qrcode/lib/core/qrcode.js';
import type { StructureElement } from '../pdf/structure.ts';
import { rounded, type Rectangle } from '../pdf/units.ts';
import type { Piece } from './piece.ts';
import { bestMasked } from './qr-mask.ts';

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
  const code = create(content, { errorCorrectionLevel: 'M', maskPattern: 0 });
  const { size } = code.modules;
  const modules = bestMasked(code);
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
      page.mark(figure, `q ${scale} 0 0 ${scale} ${origin} cm ${darkRuns(modules, size)} f Q`);
    },
  };
}

/** Rectangles one module high, a run of dark modules each. */
function darkRuns(modules: Uint8Array, size: number): string {
  const rectangles: string[] = [];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const start = column;
      while (column < size && modules[row * size + column]) column++;
      if (column > start) rectangles.push(`${start} ${size - 1 - row} ${column - start} 1 re`);
    }
  }
  return rectangles.join(' ');
}
