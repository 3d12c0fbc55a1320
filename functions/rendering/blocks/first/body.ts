import { textIn } from '../../layout/inline.ts';
import { paragraph, type ParagraphStyle } from '../../layout/paragraph.ts';
import type { Piece } from '../../layout/piece.ts';
import { spaced } from '../../layout/piece.ts';
import { table } from './table.ts';
import type { FirstBlockOf } from '../../template/first-blocks.ts';
import { richText, type Emphasis } from '../../template/rich-text.ts';
import { scopesOf } from '../../template/scope.ts';
import { BODY, type BlockContext } from './block-context.ts';

type Style = FirstBlockOf<'paragraph'>['style'];

const JUSTIFIED: ParagraphStyle = { ...BODY, align: 'justify' };
const STYLES: Readonly<
  Record<Style, { tag: 'P' | 'H2'; emphasis: Emphasis; style: ParagraphStyle; keep: boolean }>
> = {
  body: { tag: 'P', emphasis: {}, style: JUSTIFIED, keep: false },
  basis: { tag: 'P', emphasis: { italic: true }, style: JUSTIFIED, keep: false },
  note: { tag: 'P', emphasis: {}, style: { ...JUSTIFIED, size: 11 }, keep: false },
  heading: {
    tag: 'H2',
    emphasis: { bold: true },
    style: { ...BODY, align: 'center', indent: 0, before: 10 },
    keep: true,
  },
};

/** Running text (ô 6), the legal bases in italics, or a heading. */
export function paragraphBlock(block: FirstBlockOf<'paragraph'>, context: BlockContext): Piece[] {
  const { tag, emphasis, style, keep } = STYLES[block.style];
  return scopesOf(context.scope, block).flatMap((scope) => {
    const inlines = richText(block.text, scope, context.fonts, emphasis);
    const pieces = paragraph(inlines, context.root.add(tag), context.frame, style);
    return keep ? pieces.map((piece) => ({ ...piece, keepWithNext: true })) : pieces;
  });
}

/** Items with a dash or a number, set like the running text around them. */
export function listBlock(block: FirstBlockOf<'list'>, context: BlockContext): Piece[] {
  const items = block.items.flatMap((item) =>
    scopesOf(context.scope, item).map((scope) => ({ text: item.text, scope })),
  );
  if (items.length === 0) return [];
  const list = context.root.add('L');
  return items.flatMap(({ text, scope }, index) => {
    const marker = block.marker === 'dash' ? '- ' : `${index + 1}. `;
    const inlines = [...textIn(context.fonts.regular, marker), ...richText(text, scope, context.fonts)];
    return paragraph(inlines, list.add('LI').add('LBody'), context.frame, JUSTIFIED);
  });
}

/** A ruled table; `{{row}}` is the running number of its rows. */
export function tableBlock(block: FirstBlockOf<'table'>, context: BlockContext): Piece[] {
  const { fonts, scope } = context;
  const rows = block.rows
    .flatMap((row) => scopesOf(scope, row).map((rowScope) => ({ cells: row.cells, scope: rowScope })))
    .map(({ cells, scope: rowScope }, index) =>
      cells.map((cell) => richText(cell, { ...rowScope, row: index + 1 }, fonts)),
    );
  const headings = block.columns.map(({ heading }) => richText(heading, scope, fonts, { bold: true }));
  const content = { columns: block.columns, headings, rows };
  return spaced(table(content, context.root.add('Table'), context.frame), BODY.before);
}
