import { paragraph, type ParagraphStyle } from '../layout/paragraph.ts';
import { keepLastWithNext, type Piece } from '../layout/piece.ts';
import type { BlockOf } from '../template/blocks.ts';
import { scopesOf } from '../template/scope.ts';
import { bodyStyle, centred, type BlockContext } from './block-context.ts';
import type { Paper } from './paper.ts';
import { setText, type Emphasis } from './set-text.ts';

interface Setting {
  readonly tag: 'P' | 'H2';
  readonly emphasis: Emphasis;
  readonly style: ParagraphStyle;
}

const HEADING_BEFORE = 10;
/** Size of a note as a share of the running text's. */
const NOTE = 11 / 13;

/** Running text (ô 6), the legal bases in italics, headings, centred lines and notes. */
export function paragraphBlock(block: BlockOf<'paragraph'>, context: BlockContext): Piece[] {
  const { tag, emphasis, style } = settingOf(block.style, context.paper);
  return scopesOf(context.scope, block).flatMap((scope) => {
    const inlines = setText(block.text, scope, context.fonts, emphasis);
    const element = context.root.add(tag, { lang: block.lang });
    const pieces = paragraph(inlines, element, context.frame, style);
    if (tag === 'H2') return pieces.map((piece) => ({ ...piece, keepWithNext: true }));
    return block.keepWithNext ? keepLastWithNext(pieces) : pieces;
  });
}

function settingOf(style: BlockOf<'paragraph'>['style'], paper: Paper): Setting {
  const body = bodyStyle(paper);
  switch (style) {
    case 'basis':
      return { tag: 'P', emphasis: { italic: true }, style: body };
    case 'plain':
      return { tag: 'P', emphasis: {}, style: { ...body, indent: 0 } };
    case 'note':
      return { tag: 'P', emphasis: {}, style: { ...body, size: body.size * NOTE } };
    case 'centred':
      return { tag: 'P', emphasis: {}, style: centred(paper.sizes.body, paper.before) };
    case 'heading':
      return { tag: 'H2', emphasis: { bold: true }, style: centred(paper.sizes.body, HEADING_BEFORE) };
    case 'subheading':
      return { tag: 'H2', emphasis: { bold: true }, style: { ...body, align: 'left' } };
    default:
      return { tag: 'P', emphasis: {}, style: body };
  }
}
