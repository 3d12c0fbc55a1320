import type { Piece } from '../layout/piece.ts';
import { keepLastWithNext } from '../layout/piece.ts';
import type { StructureAttributes, StructureElement } from '../pdf/structure.ts';
import type { BlockOf } from '../template/blocks.ts';
import { scopesOf, type Scope } from '../template/scope.ts';
import { bodyStyle, type BlockContext } from './block-context.ts';
import { POINT_LETTERS } from './decree-30.ts';
import { listed } from './listed.ts';
import { setText } from './set-text.ts';

type Marker = BlockOf<'list'>['marker'];
type Item = Omit<BlockOf<'list'>['items'][number], 'list'> & Partial<BlockOf<'list'>['items'][number]>;

const NUMBERING: Readonly<Record<Marker, StructureAttributes['numbering']>> = {
  dash: 'Disc',
  plus: 'Disc',
  number: 'Decimal',
  letter: 'LowerAlpha',
  none: 'None',
};

/** Entries with a dash, a number or a letter, set like the running text around them; an entry may hold a list. */
export function listBlock(block: BlockOf<'list'>, context: BlockContext): Piece[] {
  return entries(block.items, block.marker, context.scope, context, context.root);
}

function entries(
  items: readonly Item[],
  marker: Marker,
  outer: Scope,
  context: BlockContext,
  parent: StructureElement,
): Piece[] {
  const drawn = items.flatMap((item) => scopesOf(outer, item).map((scope) => ({ item, scope })));
  if (drawn.length === 0) return [];
  const list = parent.add('L', { numbering: NUMBERING[marker] });
  const { fonts, frame, paper } = context;
  return drawn.flatMap(({ item, scope }, index) => {
    const inlines = setText(item.text, scope, fonts);
    const entry = {
      label: labelOf(marker, index),
      font: fonts.regular,
      inlines,
      frame,
      style: bodyStyle(paper),
    };
    const { pieces, body } = listed(list, entry);
    const inner = item.list ? entries(item.list.items, item.list.marker, scope, context, body) : [];
    return inner.length > 0 ? [...keepLastWithNext(pieces), ...inner] : pieces;
  });
}

function labelOf(marker: Marker, index: number): string {
  switch (marker) {
    case 'dash':
      return '-';
    case 'plus':
      return '+';
    case 'number':
      return `${index + 1}.`;
    case 'letter':
      return `${pointLetter(index)})`;
    default:
      return '';
  }
}

/** The letter of a điểm; after y come aa, bb, cc … */
export function pointLetter(index: number): string {
  const letter = POINT_LETTERS[index % POINT_LETTERS.length] ?? '';
  return letter.repeat(Math.floor(index / POINT_LETTERS.length) + 1);
}
