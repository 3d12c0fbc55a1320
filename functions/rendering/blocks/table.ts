import { spaced, type Piece } from '../layout/piece.ts';
import { ruledTable } from '../layout/ruled-table.ts';
import type { Cell, Row } from '../layout/table-grid.ts';
import type { BlockOf } from '../template/blocks.ts';
import { scopesOf, type Scope } from '../template/scope.ts';
import type { BlockContext } from './block-context.ts';
import { setText } from './set-text.ts';

type Block = BlockOf<'table'>;

const PADDING = 2.5;

/** A ruled table; `{{row}}` is the running number of its rows. */
export function tableBlock(block: Block, context: BlockContext): Piece[] {
  const { fonts, scope, paper, root, frame } = context;
  const bold = (text: string) => setText(text, scope, fonts, { bold: true });
  const drawn = block.rows.flatMap((row) => scopesOf(scope, row).map((rowScope) => ({ row, rowScope })));
  const rows = drawn.map(({ row, rowScope }, index) =>
    rowOf(row, block.columns, { ...rowScope, row: index + 1 }, context),
  );
  const content = {
    shares: block.columns.map(({ share }) => share),
    headings: block.columns.map(({ heading }) => bold(heading)),
    groups: block.groups.map(({ heading, span }) => ({
      inlines: heading === undefined ? undefined : bold(heading),
      span,
    })),
    rows: rows.length > 0 ? rows : [emptyRow(block, context)],
  };
  const element = root.add('Table', block.summary === undefined ? {} : { summary: block.summary });
  const style = { size: paper.sizes.body, padding: PADDING };
  return spaced(ruledTable(content, element, frame, style), paper.before);
}

function rowOf(
  { cells, split }: Block['rows'][number],
  columns: Block['columns'],
  scope: Scope,
  { fonts }: BlockContext,
): Row {
  let column = 0;
  const set = cells.map(({ text, span, align }): Cell => {
    const own = columns[column];
    column += span;
    return {
      inlines: text === undefined ? [] : setText(text, scope, fonts),
      span,
      align: align ?? own?.align ?? 'left',
      names: own?.names ?? false,
    };
  });
  return { cells: set, splits: split === 'long' };
}

function emptyRow({ columns, empty }: Block, { fonts, scope }: BlockContext): Row {
  const inlines = setText(empty, scope, fonts, { italic: true });
  return { cells: [{ inlines, span: columns.length, align: 'center', names: false }], splits: false };
}
