import { breakLines } from '../layout/line-breaking.ts';
import { paragraph } from '../layout/paragraph.ts';
import { spaced, type Piece } from '../layout/piece.ts';
import type { BlockOf } from '../template/blocks.ts';
import { scopesOf } from '../template/scope.ts';
import { centred, type BlockContext } from './block-context.ts';
import { listed } from './listed.ts';
import { plainText, setText } from './set-text.ts';

const LABEL = 'Kính gửi:';
const BEFORE = 14;
/** Where the label begins, as a share of the width. */
const LABEL_AT = 0.2;

/**
 * Ô 9a. One addressee stands on the line of "Kính gửi:"; several stand below each other, their dashes level
 * under the colon (Decree 30/2020, App. I, II.9).
 */
export function addresseesBlock(block: BlockOf<'addressees'>, context: BlockContext): Piece[] {
  const { scope, fonts, root, frame, paper } = context;
  const size = paper.sizes.addressees;
  const to = block.to.flatMap((each) => scopesOf(scope, each).map((item) => setText(each.text, item, fonts)));
  const label = plainText(LABEL, fonts.regular);
  const [only, ...more] = to;
  if (only && more.length === 0) {
    const line = [...label, { kind: 'space', font: fonts.regular, firm: true } as const, ...only];
    return paragraph(line, root.add('P'), frame, centred(size, BEFORE));
  }
  if (!only) return [];
  const style = { size, align: 'left', leading: paper.leading, breaker: breakLines } as const;
  const labelLeft = frame.left + frame.width * LABEL_AT;
  const colon = labelLeft + (fonts.regular.face.widthOf(LABEL) - fonts.regular.face.widthOf(':')) * size;
  const head = paragraph(
    label,
    root.add('P'),
    { left: labelLeft, width: frame.width * (1 - LABEL_AT) },
    style,
  );
  const list = root.add('L', { numbering: 'Disc' });
  const below = { left: colon, width: frame.left + frame.width - colon };
  const lines = to.flatMap(
    (inlines) => listed(list, { label: '-', font: fonts.regular, inlines, frame: below, style }).pieces,
  );
  return [...spaced(head, BEFORE).map((piece) => ({ ...piece, keepWithNext: true })), ...lines];
}
