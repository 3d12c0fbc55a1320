import type { Piece } from '../layout/piece.ts';
import { millimetres, rounded, type Rectangle } from '../pdf/units.ts';
import type { BlockOf } from '../template/blocks.ts';
import { TemplateFieldMissing } from '../template/scope.ts';
import { fillAll } from '../template/rich-text.ts';
import type { BlockContext } from './block-context.ts';

/** Share of the free width that stands left of the picture. */
const SHIFT = { left: 0, center: 0.5, right: 1 } as const;

/**
 * A picture of the template's folder, in the width it asks for or that of the text.
 * @throws {TemplateFieldMissing} when the template has no such picture
 */
export function imageBlock(block: BlockOf<'image'>, context: BlockContext): Piece[] {
  const { frame, images, input, paper, root, scope } = context;
  const png = input.template.pictures.get(block.file);
  if (!png) throw new TemplateFieldMissing(`the template's folder has no ${block.file}`);
  const { resource, ratio } = images.use(block.file, png);
  const width = Math.min(millimetres(block.widthMm), frame.width);
  const height = width * ratio;
  const left = frame.left + (frame.width - width) * SHIFT[block.align];
  const figure = root.add('Figure', { alt: fillAll(block.alt, scope) });
  return [
    {
      height,
      before: paper.before,
      keepWithNext: false,
      draw(page, top) {
        const box: Rectangle = { left, bottom: top - height, width, height };
        figure.box = box;
        const matrix = [width, 0, 0, height, left, box.bottom].map(rounded).join(' ');
        page.mark(figure, `q ${matrix} cm /${resource} Do Q`);
      },
    },
  ];
}
