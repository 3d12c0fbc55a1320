import type { Page } from '../../pdf/page.ts';
import type { StructureElement } from '../../pdf/structure.ts';
import { borders } from '../../layout/table-borders.ts';
import type { Inline } from '../../layout/inline.ts';
import { paragraph, type Frame } from '../../layout/paragraph.ts';
import { stackHeight, type Edges, type Piece } from '../../layout/piece.ts';
import type { Align } from '../../layout/line-drawing.ts';

/** One column: its share of the table's width and how its cells are set. */
export interface Column {
  readonly share: number;
  readonly align: Align;
}

export interface TableContent {
  readonly columns: readonly Column[];
  readonly headings: readonly (readonly Inline[])[];
  readonly rows: readonly (readonly (readonly Inline[])[])[];
}

const SIZE = 13;
const PADDING = 2.5;
/** A row of more lines than this may be continued on the next page, some lines at a time. */
const LINES_KEPT_TOGETHER = 12;
const LINES_PER_SLAB = 3;

interface Grid {
  readonly frames: readonly Frame[];
  readonly columns: readonly Column[];
}

/** Sets a ruled table; its head is repeated on each page it reaches. */
export function table(content: TableContent, element: StructureElement, frame: Frame): Piece[] {
  const grid = { frames: columnFrames(content.columns, frame), columns: content.columns };
  const [headPiece, ...moreHead] = row(content.headings, element.add('TR'), grid, 'TH');
  if (!headPiece || moreHead.length > 0) throw new RangeError('a table head is one short row');
  const head = { ...headPiece, keepWithNext: true };
  const repeated = {
    ...head,
    draw: (page: Page, top: number, edges: Edges) => page.repeat(() => head.draw(page, top, edges)),
  };
  const body = content.rows.flatMap((cells) =>
    row(cells, element.add('TR'), grid, 'TD').map((piece) => ({ ...piece, head: repeated })),
  );
  return [head, ...body];
}

function columnFrames(columns: readonly Column[], frame: Frame): Frame[] {
  const total = columns.reduce((sum, column) => sum + column.share, 0);
  let left = frame.left;
  return columns.map((column) => {
    const width = (frame.width * column.share) / total;
    left += width;
    return { left: left - width, width };
  });
}

/** One row: a single piece, or, when it is very tall, slabs that may part at a page's end. */
function row(
  cells: readonly (readonly Inline[])[],
  element: StructureElement,
  grid: Grid,
  tag: 'TH' | 'TD',
): Piece[] {
  const columns = grid.frames.map((frame, index) => {
    const cell = element.add(tag, tag === 'TH' ? { scope: 'Column' } : {});
    const inner = { left: frame.left + PADDING, width: frame.width - 2 * PADDING };
    const align = tag === 'TH' ? 'center' : (grid.columns[index]?.align ?? 'left');
    return paragraph(cells[index] ?? [], cell, inner, { size: SIZE, align });
  });
  const lines = Math.max(1, ...columns.map((column) => column.length));
  const perSlab = lines > LINES_KEPT_TOGETHER ? LINES_PER_SLAB : lines;
  const slabs = Math.ceil(lines / perSlab);
  return Array.from({ length: slabs }, (_, slab) => {
    const from = slab * perSlab;
    const part = columns.map((column) => column.slice(from, from + perSlab));
    return slabPiece(part, grid, { opens: slab === 0, closes: slab === slabs - 1 });
  });
}

function slabPiece(
  columns: readonly (readonly Piece[])[],
  grid: Grid,
  ends: { readonly opens: boolean; readonly closes: boolean },
): Piece {
  const above = ends.opens ? PADDING : 0;
  const height = Math.max(SIZE, ...columns.map(stackHeight)) + above + (ends.closes ? PADDING : 0);
  return {
    height,
    before: 0,
    keepWithNext: false,
    draw(page, top, edges) {
      const rules = { top: ends.opens || edges.first, bottom: ends.closes || edges.last };
      page.artifact('Layout', borders(grid.frames, top, height, rules));
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
