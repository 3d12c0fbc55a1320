import { breakLines } from '../layout/line-breaking.ts';
import { paragraph, type Frame } from '../layout/paragraph.ts';
import { lineByLine, spaced, type Piece } from '../layout/piece.ts';
import type { StructureElement } from '../pdf/structure.ts';
import type { BlockOf } from '../template/blocks.ts';
import { scopesOf, type Scope } from '../template/scope.ts';
import type { BlockContext } from './block-context.ts';
import { plainText, setText } from './set-text.ts';

type Cell = BlockOf<'fields'>['rows'][number]['cells'][number];

const COLUMN_GAP = 12;

/**
 * Names and values: cells of a row begin on one line, and each row's cells stand below those of the row above. Rows
 * belong together: they stand closer to each other than the block to what is above it.
 */
export function fieldsBlock(block: BlockOf<'fields'>, context: BlockContext): Piece[] {
  const rows = block.rows.flatMap((row) =>
    scopesOf(context.scope, row).map((scope) => {
      const frames = cellFrames(row.cells, context.frame);
      return lineByLine(row.cells.map((cell, index) => fieldCell(cell, scope, context, frames[index])));
    }),
  );
  const { before } = context.paper;
  return rows.flatMap((row, index) => spaced(row, index === 0 ? before : before / 2));
}

function cellFrames(cells: readonly Cell[], frame: Frame): Frame[] {
  const total = cells.reduce((sum, { share }) => sum + share, 0);
  const room = frame.width - COLUMN_GAP * (cells.length - 1);
  let left = frame.left;
  return cells.map(({ share }) => {
    const width = (room * share) / total;
    left += width + COLUMN_GAP;
    return { left: left - width - COLUMN_GAP, width };
  });
}

function fieldCell(
  { label, text }: Cell,
  scope: Scope,
  { fonts, paper, root, frame }: BlockContext,
  own: Frame = frame,
): Piece[] {
  const element: StructureElement = root.add('P');
  const inlines = [
    ...setText(label, scope, fonts),
    ...(text === undefined ? [] : [...plainText(' ', fonts.regular), ...setText(text, scope, fonts)]),
  ];
  const { size, leading } = { size: paper.sizes.body, leading: paper.leading };
  return paragraph(inlines, element, own, { size, leading, align: 'left', breaker: breakLines });
}
