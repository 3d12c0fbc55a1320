import type { Page } from '../pdf/page.ts';
import type { Frame } from './paragraph.ts';
import { stackHeight, type Edges, type Piece } from './piece.ts';
import { borders } from './table-borders.ts';
import type { TableStyle } from './table-grid.ts';

/**
 * A row of a table, or some lines of a tall one: cells side by side between their rules.
 * @param ends whether the row begins and ends with it, and so has padding and a rule there
 */
export function slabPiece(
  columns: readonly (readonly Piece[])[],
  frames: readonly Frame[],
  { size, padding }: TableStyle,
  ends: { readonly opens: boolean; readonly closes: boolean },
): Piece {
  const above = ends.opens ? padding : 0;
  const height = Math.max(size, ...columns.map(stackHeight)) + above + (ends.closes ? padding : 0);
  return {
    height,
    before: 0,
    keepWithNext: false,
    draw(page, top, edges) {
      const rules = { top: ends.opens || edges.first, bottom: ends.closes || edges.last };
      page.artifact('Layout', borders(frames, top, height, rules));
      for (const pieces of columns) {
        let pen = top - above;
        for (const piece of pieces) {
          piece.draw(page, pen, edges);
          pen -= piece.height;
        }
      }
    },
  };
}

/** A head and the rows below it, on each of whose further pages it is drawn again. */
export function underHead(head: Piece, rows: readonly Piece[]): Piece[] {
  const repeated = {
    ...head,
    draw: (page: Page, top: number, edges: Edges) => page.repeat(() => head.draw(page, top, edges)),
  };
  return [head, ...rows.map((piece) => ({ ...piece, head: repeated }))];
}
