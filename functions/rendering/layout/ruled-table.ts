import type { Page } from '../pdf/page.ts';
import type { StructureAttributes, StructureElement } from '../pdf/structure.ts';
import { breakJustified } from './cheapest-lines.ts';
import { breakLines } from './line-breaking.ts';
import { paragraph, type Frame } from './paragraph.ts';
import { LINES_KEPT_TOGETHER, stackHeight, type Edges, type Piece } from './piece.ts';
import { borders } from './table-borders.ts';
import { columnFrames, padded, spanned, type Row, type TableContent, type TableStyle } from './table-grid.ts';
import { tableHead } from './table-head.ts';

/** Sets a ruled table; its head is repeated on each page it reaches. */
export function ruledTable(
  content: TableContent,
  element: StructureElement,
  frame: Frame,
  style: TableStyle,
): Piece[] {
  const frames = columnFrames(content.shares, frame);
  const head = { ...tableHead(content, element, frames, style), keepWithNext: true };
  const repeated = {
    ...head,
    draw: (page: Page, top: number, edges: Edges) => page.repeat(() => head.draw(page, top, edges)),
  };
  const body = content.rows.flatMap((row) =>
    rowPieces(row, element.add('TR'), frames, style).map((piece) => ({ ...piece, head: repeated })),
  );
  return [head, ...body];
}

/** One row: a single piece, or, when it is very tall, a piece a line, its first and last two kept together. */
function rowPieces(
  row: Row,
  element: StructureElement,
  frames: readonly Frame[],
  style: TableStyle,
): Piece[] {
  let column = 0;
  const cells = row.cells.map(({ inlines, span, align, names }) => {
    const frame = spanned(frames, column, span);
    column += span;
    const attributes: StructureAttributes = {
      ...(names && { scope: 'Row' }),
      ...(span > 1 && { columnSpan: span }),
    };
    const breaker = align === 'justify' ? breakJustified : breakLines;
    const cell = element.add(names ? 'TH' : 'TD', attributes);
    return {
      frame,
      lines: paragraph(inlines, cell, padded(frame, style), { size: style.size, align, breaker }),
    };
  });
  const cellFrames = cells.map(({ frame }) => frame);
  const count = Math.max(1, ...cells.map(({ lines }) => lines.length));
  const perSlab = count > LINES_KEPT_TOGETHER ? 1 : count;
  const slabs = Math.ceil(count / perSlab);
  return Array.from({ length: slabs }, (_, slab) => {
    const part = cells.map(({ lines }) => lines.slice(slab * perSlab, (slab + 1) * perSlab));
    const piece = slabPiece(part, cellFrames, style, { opens: slab === 0, closes: slab === slabs - 1 });
    const kept = slab < slabs - 1 && (!row.splits || slab === 0 || slab === slabs - 2);
    return { ...piece, keepWithNext: kept };
  });
}

function slabPiece(
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
