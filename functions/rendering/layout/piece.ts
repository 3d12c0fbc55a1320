import type { Page } from '../pdf/page.ts';

/** Whether a piece is the first or last of its page, where a table's borders close. */
export interface Edges {
  readonly first: boolean;
  readonly last: boolean;
}

/** An unbreakable horizontal strip of a document: a line, a table row, a signature block. */
export interface Piece {
  readonly height: number;
  /** free space above, dropped at the top of a page */
  readonly before: number;
  /** never the last of its page while a piece follows */
  readonly keepWithNext: boolean;
  /** starts a new page */
  readonly breakBefore?: boolean;
  /** begins, on a new page, a part whose pages are numbered from 1 (an appendix) */
  readonly startsPart?: boolean;
  /** where it comes from, for the error that names it */
  readonly source?: string;
  /** drawn again at the top of a page that begins with this piece */
  readonly head?: Piece;
  draw(page: Page, top: number, edges: Edges): void;
}

/** The pieces with the last one kept with what follows. */
export function keepLastWithNext(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, index) =>
    index === pieces.length - 1 ? { ...piece, keepWithNext: true } : piece,
  );
}

export function spaced(pieces: readonly Piece[], before: number): Piece[] {
  return pieces.map((piece, index) => (index === 0 ? { ...piece, before } : piece));
}

export function stackHeight(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + piece.before + piece.height, 0);
}

/** Columns that start at one height, as one piece as tall as the tallest. */
export function sideBySide(columns: readonly (readonly Piece[])[], before = 0): Piece {
  return {
    height: Math.max(...columns.map(stackHeight)),
    before,
    keepWithNext: false,
    draw(page, top, edges) {
      for (const pieces of columns) drawStack(page, pieces, top, edges);
    },
  };
}

/** Columns of no more lines than this stay on one page. */
export const LINES_KEPT_TOGETHER = 12;

/** Columns of lines as pieces of one line each, level with each other, so that tall columns go on over the page. */
export function lineByLine(columns: readonly (readonly Piece[])[]): Piece[] {
  const count = Math.max(0, ...columns.map((column) => column.length));
  return Array.from({ length: count }, (_, line) => ({
    ...sideBySide(columns.map((column) => column.slice(line, line + 1))),
    keepWithNext: line < count - 1 && (count <= LINES_KEPT_TOGETHER || line === 0 || line === count - 2),
  }));
}

function drawStack(page: Page, pieces: readonly Piece[], top: number, edges: Edges): void {
  let pen = top;
  for (const piece of pieces) {
    pen -= piece.before;
    piece.draw(page, pen, edges);
    pen -= piece.height;
  }
}
