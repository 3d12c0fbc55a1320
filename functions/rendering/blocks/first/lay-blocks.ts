import { keepLastWithNext, type Piece } from '../../layout/piece.ts';
import { located } from '../../template/block-place.ts';
import type { FirstBlock } from '../../template/first-blocks.ts';
import type { BlockContext } from './block-context.ts';
import { listBlock, paragraphBlock, tableBlock } from './body.ts';
import { headerBlock } from './header.ts';
import { signatureBlock } from './signature.ts';
import { titleBlock } from './title.ts';

/**
 * Blocks as the first typesetting sets them. What introduces a table or a list, or stands before the
 * signatures, is kept with it.
 */
export function layFirstBlocks(blocks: readonly FirstBlock[], context: BlockContext): Piece[] {
  const pieces: Piece[] = [];
  let breakBefore = false;
  for (const [index, block] of blocks.entries()) {
    const laid = located(index, block.type, () => layBlock(block, context));
    const next = blocks[index + 1]?.type;
    const kept = next === 'signature' || next === 'table' || next === 'list' ? keepLastWithNext(laid) : laid;
    const [first, ...rest] = kept;
    if (first) pieces.push({ ...first, breakBefore }, ...rest);
    breakBefore = block.type === 'pageBreak';
  }
  return pieces;
}

function layBlock(block: FirstBlock, context: BlockContext): Piece[] {
  switch (block.type) {
    case 'header':
      return headerBlock(context);
    case 'title':
      return titleBlock(block, context);
    case 'paragraph':
      return paragraphBlock(block, context);
    case 'list':
      return listBlock(block, context);
    case 'table':
      return tableBlock(block, context);
    case 'signature':
      return signatureBlock(block, context);
    default:
      return [];
  }
}
