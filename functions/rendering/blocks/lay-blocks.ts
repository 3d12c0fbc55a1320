import { keepLastWithNext, type Piece } from '../layout/piece.ts';
import { located } from '../template/block-place.ts';
import type { Block } from '../template/blocks.ts';
import { addresseesBlock } from './addressees.ts';
import { appendixBlock } from './appendix.ts';
import { articlesBlock } from './articles.ts';
import type { BlockContext } from './block-context.ts';
import { choicesBlock } from './choices.ts';
import { fieldsBlock } from './fields.ts';
import { headerBlock } from './header.ts';
import { imageBlock } from './image.ts';
import { listBlock } from './list.ts';
import { paragraphBlock } from './paragraph.ts';
import { signatureBlock } from './signature.ts';
import { tableBlock } from './table.ts';
import { titleBlock } from './title.ts';

/** What is introduced by the text above it, and so never begins a page alone. */
const INTRODUCED = new Set<Block['type']>(['list', 'table', 'choices', 'fields', 'image', 'articles']);

/** Sets blocks one below the other; what follows an appendix's head belongs to the appendix. */
export function layBlocks(blocks: readonly Block[], context: BlockContext): Piece[] {
  let pieces: Piece[] = [];
  let inside = context;
  let breakBefore = false;
  for (const [index, block] of blocks.entries()) {
    if (block.type === 'appendix') inside = { ...context, root: context.root.add('Sect') };
    const laid = located(index, block.type, () => layBlock(block, inside));
    const source = `block ${index + 1} (${block.type})`;
    const [first, ...rest] = laid.map((piece) => ({ ...piece, source }));
    if (first) {
      if (!breakBefore) pieces = introduced(pieces, block.type);
      pieces.push({ ...first, breakBefore }, ...rest);
      breakBefore = false;
    }
    breakBefore ||= block.type === 'pageBreak';
  }
  return pieces;
}

/** What stands above a block, kept with it where the block would else be alone on its page. */
function introduced(pieces: readonly Piece[], type: Block['type']): Piece[] {
  if (type === 'signature') return keepLastTwo(pieces);
  return INTRODUCED.has(type) ? keepLastWithNext(pieces) : [...pieces];
}

/** Signatures take two lines of what they sign with them. */
function keepLastTwo(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, index) =>
    index >= pieces.length - 2 ? { ...piece, keepWithNext: true } : piece,
  );
}

function layBlock(block: Block, context: BlockContext): Piece[] {
  switch (block.type) {
    case 'header':
      return headerBlock(block, context);
    case 'title':
      return titleBlock(block, context);
    case 'addressees':
      return addresseesBlock(block, context);
    case 'paragraph':
      return paragraphBlock(block, context);
    case 'list':
      return listBlock(block, context);
    case 'articles':
      return articlesBlock(block, context);
    case 'fields':
      return fieldsBlock(block, context);
    case 'table':
      return tableBlock(block, context);
    case 'choices':
      return choicesBlock(block, context);
    case 'image':
      return imageBlock(block, context);
    case 'signature':
      return signatureBlock(block, context);
    case 'appendix':
      return appendixBlock(block, context);
    default:
      return [];
  }
}
