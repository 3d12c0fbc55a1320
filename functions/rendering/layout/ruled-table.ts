import type { StructureAttributes, StructureElement } from '../pdf/structure.ts';
import { breakJustified } from './cheapest-lines.ts';
import { breakLines } from './line-breaking.ts';
import { paragraph, type Frame } from './paragraph.ts';
import { LINES_KEPT_TOGETHER, type Piece } from './piece.ts';
import { columnFrames, padded, spanned, type Row, type TableContent, type TableStyle } from './table-grid.ts';
import { tableHead } from './table-head.ts';
import { slabPiece, underHead } from './table-slab.ts';

/** Sets a ruled table; its head is repeated on each page it reaches. */
export function ruledTable(
  content: TableContent,
  element: StructureElement,
  frame: Frame,
  style: TableStyle,
): Piece[] {
  const frames = columnFrames(content.shares, frame);
  const head = { ...tableHead(content, element, frames, style), keepWithNext: true };
  const rows = content.rows.flatMap((row) => rowPieces(row, element.add('TR'), frames, style));
  return underHead(head, rows);
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
