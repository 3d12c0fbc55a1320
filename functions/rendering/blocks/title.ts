import { breakCentred } from '../layout/cheapest-lines.ts';
import { paragraph } from '../layout/paragraph.ts';
import type { Piece } from '../layout/piece.ts';
import { horizontalRule } from '../layout/rule.ts';
import type { BlockOf } from '../template/blocks.ts';
import { scopesOf } from '../template/scope.ts';
import { centred, type BlockContext } from './block-context.ts';
import { RULES } from './decree-30.ts';
import { setText } from './set-text.ts';

const BEFORE = 16;
const RULE_GAP = 3;

/** Name of the document and what it is about (ô 5a), the rule below them, and lines a form adds. */
export function titleBlock(block: BlockOf<'title'>, context: BlockContext): Piece[] {
  const { scope, fonts, frame, root, paper } = context;
  const size = paper.sizes.title;
  const name = setText(block.text, scope, fonts, { bold: true });
  const subtitle = block.subtitle ? setText(block.subtitle, scope, fonts, { bold: true }) : [];
  const pieces = [
    ...paragraph(name, root.add('H1'), frame, centred(size, BEFORE * paper.scale)),
    ...(subtitle.length > 0 ? paragraph(subtitle, root.add('P'), frame, centred(size)) : []),
    ...(block.rule === 'short' ? [ruleUnder(subtitle.length > 0 ? subtitle : name, context)] : []),
    ...block.notes.flatMap((note) =>
      scopesOf(scope, note).flatMap((each) =>
        paragraph(setText(note.text, each, fonts), root.add('P'), frame, centred(paper.sizes.body, 3)),
      ),
    ),
  ];
  return pieces.map((piece) => ({ ...piece, keepWithNext: true }));
}

function ruleUnder(inlines: Parameters<typeof breakCentred>[0], { frame, paper }: BlockContext): Piece {
  const lines = breakCentred(inlines, { ...frame, size: paper.sizes.title, indent: 0 });
  const rule = (lines.at(-1)?.width ?? 0) * RULES.title.used;
  return horizontalRule(frame.left + (frame.width - rule) / 2, rule, RULE_GAP);
}
