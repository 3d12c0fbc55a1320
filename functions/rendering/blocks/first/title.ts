import { breakBalanced } from '../../layout/line-breaking.ts';
import { paragraph } from '../../layout/paragraph.ts';
import type { Piece } from '../../layout/piece.ts';
import { horizontalRule } from '../../layout/rule.ts';
import type { FirstBlockOf } from '../../template/first-blocks.ts';
import { richText } from '../../template/rich-text.ts';
import type { BlockContext } from './block-context.ts';

const SIZE = 14;
const BEFORE = 16;

/** Name of the document and what it is about (ô 5a), with the rule of a third to a half of the last line. */
export function titleBlock(
  block: FirstBlockOf<'title'>,
  { scope, fonts, frame, root }: BlockContext,
): Piece[] {
  const style = { size: SIZE, align: 'center' } as const;
  const name = richText(block.text, scope, fonts, { bold: true });
  const subtitle = block.subtitle ? richText(block.subtitle, scope, fonts, { bold: true }) : [];
  const lines = breakBalanced(subtitle.length > 0 ? subtitle : name, { ...frame, size: SIZE, indent: 0 });
  const rule = (lines.at(-1)?.width ?? 0) * 0.4;
  const pieces = [
    ...paragraph(name, root.add('H1'), frame, { ...style, before: BEFORE }),
    ...(subtitle.length > 0 ? paragraph(subtitle, root.add('P'), frame, style) : []),
    horizontalRule(frame.left + (frame.width - rule) / 2, rule, 3),
  ];
  return pieces.map((piece) => ({ ...piece, keepWithNext: true }));
}
