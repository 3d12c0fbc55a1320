import { keepLastWithNext, type Piece } from '../layout/piece.ts';
import type { StructureElement } from '../pdf/structure.ts';
import type { BlockOf } from '../template/blocks.ts';
import { scopesOf, type Scope } from '../template/scope.ts';
import { bodyStyle, type BlockContext } from './block-context.ts';
import { pointLetter } from './list.ts';
import { listed } from './listed.ts';
import { setText } from './set-text.ts';

type Article = BlockOf<'articles'>['items'][number];
type Clause = Article['clauses'][number];

/** Điều, khoản and điểm (Decree 30/2020, App. I, II.6), numbered as they are drawn. */
export function articlesBlock(block: BlockOf<'articles'>, context: BlockContext): Piece[] {
  const drawn = drawnOf(block.items, context.scope);
  if (drawn.length === 0) return [];
  const list = context.root.add('L', { numbering: 'Decimal' });
  return drawn.flatMap(({ part, scope }, index) => article(part, index + 1, scope, list, context));
}

function article(
  { title, text, clauses }: Article,
  number: number,
  scope: Scope,
  list: StructureElement,
  context: BlockContext,
): Piece[] {
  const { fonts, frame, paper } = context;
  const inlines = [
    ...(title === undefined ? [] : setText(title, scope, fonts, { bold: true })),
    ...(title === undefined || text === undefined ? [] : setText(' ', scope, fonts)),
    ...(text === undefined ? [] : setText(text, scope, fonts)),
  ];
  const entry = { label: `Điều ${number}.`, font: fonts.bold, inlines, frame, style: bodyStyle(paper) };
  const { pieces, body } = listed(list, entry);
  const inner = drawnOf(clauses, scope);
  if (inner.length === 0) return pieces;
  const innerList = body.add('L', { numbering: 'Decimal' });
  return [
    ...keepLastWithNext(pieces),
    ...inner.flatMap((each, index) => clause(each.part, index + 1, each.scope, innerList, context)),
  ];
}

function clause(
  { text, points }: Clause,
  number: number,
  scope: Scope,
  list: StructureElement,
  { fonts, frame, paper }: BlockContext,
): Piece[] {
  const common = { font: fonts.regular, frame, style: bodyStyle(paper) };
  const { pieces, body } = listed(list, {
    ...common,
    label: `${number}.`,
    inlines: setText(text, scope, fonts),
  });
  const inner = drawnOf(points, scope);
  if (inner.length === 0) return pieces;
  const innerList = body.add('L', { numbering: 'LowerAlpha' });
  const lettered = inner.flatMap(({ part, scope: each }, index) => {
    const inlines = setText(part.text, each, fonts);
    return listed(innerList, { ...common, label: `${pointLetter(index)})`, inlines }).pieces;
  });
  return [...keepLastWithNext(pieces), ...lettered];
}

function drawnOf<Part extends Parameters<typeof scopesOf>[1]>(
  parts: readonly Part[],
  outer: Scope,
): { readonly part: Part; readonly scope: Scope }[] {
  return parts.flatMap((part) => scopesOf(outer, part).map((scope) => ({ part, scope })));
}
