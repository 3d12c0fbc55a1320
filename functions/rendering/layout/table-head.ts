import type { Page } from '../pdf/page.ts';
import type { StructureElement } from '../pdf/structure.ts';
import type { Inline } from './inline.ts';
import { paragraph, type Frame } from './paragraph.ts';
import { stackHeight, type Edges, type Piece } from './piece.ts';
import { headBorders } from './table-borders.ts';
import { padded, spanned, type TableContent, type TableStyle } from './table-grid.ts';

/** A table's head: one row of headings, or two where columns are grouped. */
export function tableHead(
  { headings, groups }: TableContent,
  element: StructureElement,
  frames: readonly Frame[],
  style: TableStyle,
): Piece {
  const upper = groups.length > 0 ? element.add('TR') : undefined;
  const lower = element.add('TR');
  const heading = (inlines: readonly Inline[], cell: StructureElement, frame: Frame): Piece[] =>
    paragraph(inlines, cell, padded(frame, style), { size: style.size, align: 'center' });
  const above: { readonly frame: Frame; readonly pieces: Piece[] }[] = [];
  const below: { readonly frame: Frame; readonly pieces: Piece[]; readonly reachesUp: boolean }[] = [];
  let column = 0;
  for (const { inlines, span } of groups.length > 0
    ? groups
    : [{ inlines: undefined, span: frames.length }]) {
    if (inlines && upper) {
      const frame = spanned(frames, column, span);
      const cell = upper.add('TH', { scope: 'Column', ...(span > 1 && { columnSpan: span }) });
      above.push({ frame, pieces: heading(inlines, cell, frame) });
    }
    for (const end = column + span; column < end; column++) {
      const frame = spanned(frames, column, 1);
      const reachesUp = inlines === undefined && upper !== undefined;
      const cell = (reachesUp ? upper : lower).add('TH', {
        scope: 'Column',
        ...(reachesUp && { rowSpan: 2 }),
      });
      below.push({ frame, pieces: heading(headings[column] ?? [], cell, frame), reachesUp });
    }
  }
  return drawnHead(above, below, style);
}

function drawnHead(
  above: readonly { readonly frame: Frame; readonly pieces: readonly Piece[] }[],
  below: readonly { readonly frame: Frame; readonly pieces: readonly Piece[]; readonly reachesUp: boolean }[],
  { padding }: TableStyle,
): Piece {
  const tall = (parts: readonly { readonly pieces: readonly Piece[] }[]): number =>
    Math.max(0, ...parts.map(({ pieces }) => stackHeight(pieces) + 2 * padding));
  const upperHeight = tall(above);
  const lowerHeight = Math.max(
    tall(below.filter(({ reachesUp }) => !reachesUp)),
    tall(below.filter(({ reachesUp }) => reachesUp)) - upperHeight,
  );
  const height = upperHeight + lowerHeight;
  return {
    height,
    before: 0,
    keepWithNext: false,
    draw(page, top, edges) {
      page.artifact('Layout', headBorders(above, below, { top, upperHeight, height }));
      for (const { pieces } of above) {
        drawMiddle(page, pieces, { top, height: upperHeight }, edges);
      }
      for (const { pieces, reachesUp } of below) {
        const box = reachesUp ? { top, height } : { top: top - upperHeight, height: lowerHeight };
        drawMiddle(page, pieces, box, edges);
      }
    },
  };
}

/** Draws lines halfway between the upper and the lower border. */
function drawMiddle(
  page: Page,
  pieces: readonly Piece[],
  box: { readonly top: number; readonly height: number },
  edges: Edges,
): void {
  let pen = box.top - (box.height - stackHeight(pieces)) / 2;
  for (const piece of pieces) {
    piece.draw(page, pen, edges);
    pen -= piece.height;
  }
}
