import type { StructureElement } from '../../pdf/structure.ts';
import type { Inline } from '../../layout/inline.ts';
import { paragraph, type Frame } from '../../layout/paragraph.ts';
import type { Piece } from '../../layout/piece.ts';
import { columnFrames, padded, type TableStyle } from '../../layout/table-grid.ts';
import { slabPiece, underHead } from '../../layout/table-slab.ts';
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

const STYLE: TableStyle = { size: 13, padding: 2.5 };
/** A row of more lines than this may be continued on the next page, some lines at a time. */
const LINES_KEPT_TOGETHER = 12;
const LINES_PER_SLAB = 3;

interface Grid {
  readonly frames: readonly Frame[];
  readonly columns: readonly Column[];
}

/** Sets a ruled table; its head is repeated on each page it reaches. */
export function table(content: TableContent, element: StructureElement, frame: Frame): Piece[] {
  const grid = {
    frames: columnFrames(
      content.columns.map(({ share }) => share),
      frame,
    ),
    columns: content.columns,
  };
  const [headPiece, ...moreHead] = row(content.headings, element.add('TR'), grid, 'TH');
  if (!headPiece || moreHead.length > 0) throw new RangeError('a table head is one short row');
  const head = { ...headPiece, keepWithNext: true };
  return underHead(
    head,
    content.rows.flatMap((cells) => row(cells, element.add('TR'), grid, 'TD')),
  );
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
    const align = tag === 'TH' ? 'center' : (grid.columns[index]?.align ?? 'left');
    return paragraph(cells[index] ?? [], cell, padded(frame, STYLE), { size: STYLE.size, align });
  });
  const lines = Math.max(1, ...columns.map((column) => column.length));
  const perSlab = lines > LINES_KEPT_TOGETHER ? LINES_PER_SLAB : lines;
  const slabs = Math.ceil(lines / perSlab);
  return Array.from({ length: slabs }, (_, slab) => {
    const from = slab * perSlab;
    const part = columns.map((column) => column.slice(from, from + perSlab));
    return slabPiece(part, grid.frames, STYLE, { opens: slab === 0, closes: slab === slabs - 1 });
  });
}
