import { breakLines } from '../layout/line-breaking.ts';
import { paragraph } from '../layout/paragraph.ts';
import { lineByLine, type Piece } from '../layout/piece.ts';
import type { StructureElement } from '../pdf/structure.ts';
import type { BlockOf } from '../template/blocks.ts';
import { TemplateFieldMissing, valueAt } from '../template/scope.ts';
import type { BlockContext } from './block-context.ts';
import { checkBoxInline, setText } from './set-text.ts';

type Block = BlockOf<'choices'>;

/**
 * Check boxes, one per option; those that are chosen are checked.
 * @throws {TemplateFieldMissing} for a value without an option: nobody would see it on the page
 */
export function choicesBlock(block: Block, context: BlockContext): Piece[] {
  const chosen = chosenOf(block, context);
  const list = context.root.add('L', { numbering: 'None' });
  const { left, width } = context.frame;
  const column = width / block.perRow;
  const options = block.options.map((option, index) =>
    choice(option.text, chosen.has(option.value), list, context, {
      left: left + column * (index % block.perRow),
      width: column - context.paper.sizes.body,
    }),
  );
  const rows = Math.ceil(options.length / block.perRow);
  return Array.from({ length: rows }, (_, row) =>
    lineByLine(options.slice(row * block.perRow, (row + 1) * block.perRow)).map((piece, line) =>
      line === 0 ? { ...piece, before: context.paper.before / 2 } : piece,
    ),
  ).flat();
}

function chosenOf({ of, options }: Block, { scope }: BlockContext): Set<unknown> {
  const value = valueAt(scope, of);
  const chosen = new Set<unknown>(Array.isArray(value) ? value : value === undefined ? [] : [value]);
  for (const each of chosen) {
    if (options.some((option) => option.value === each)) continue;
    throw new TemplateFieldMissing(`${of} is ${JSON.stringify(each)}, for which there is no option`);
  }
  return chosen;
}

function choice(
  text: string,
  checked: boolean,
  list: StructureElement,
  { scope, fonts, paper }: BlockContext,
  frame: { readonly left: number; readonly width: number },
): Piece[] {
  const item = list.add('LI');
  const box = checkBoxInline(checked);
  item.add('Lbl').adopt(box.element);
  const inlines = [
    box,
    { kind: 'space', font: fonts.regular, firm: true } as const,
    ...setText(text, scope, fonts),
  ];
  const style = {
    size: paper.sizes.body,
    leading: paper.leading,
    align: 'left',
    breaker: breakLines,
  } as const;
  return paragraph(inlines, item.add('LBody'), frame, style);
}
