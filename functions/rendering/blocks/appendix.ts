import { paragraph } from '../layout/paragraph.ts';
import type { Piece } from '../layout/piece.ts';
import type { BlockOf } from '../template/blocks.ts';
import { centred, type BlockContext } from './block-context.ts';
import { setText } from './set-text.ts';

/** The head of an appendix, on a new page numbered 1 (Decree 30/2020, App. I, III.1). */
export function appendixBlock(block: BlockOf<'appendix'>, context: BlockContext): Piece[] {
  const { scope, fonts, root, frame, paper } = context;
  const { appendixLabel, appendixTitle, body } = paper.sizes;
  const label = setText(block.label, scope, fonts, { bold: true });
  const title = setText(block.title, scope, fonts, { bold: true });
  const reference =
    block.reference === undefined ? [] : setText(`(${block.reference})`, scope, fonts, { italic: true });
  const pieces = [
    ...paragraph(label, root.add('H1'), frame, centred(appendixLabel)),
    ...paragraph(title, root.add('P'), frame, centred(appendixTitle)),
    ...(reference.length > 0 ? paragraph(reference, root.add('P'), frame, centred(body)) : []),
  ];
  return pieces.map((piece, index) => ({ ...piece, keepWithNext: true, startsPart: index === 0 }));
}
