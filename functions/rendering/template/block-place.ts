import { MissingGlyph } from '../fonts/face.ts';
import { TemplateFieldMissing } from './scope.ts';

/**
 * Runs what sets one block; errors leave it with the block's place in their message and as `place`.
 * @throws {MissingGlyph}
 * @throws {TemplateFieldMissing}
 */
export function located<Laid>(index: number, type: string, lay: () => Laid): Laid {
  const place = { block: index + 1, type };
  try {
    return lay();
  } catch (error) {
    if (error instanceof MissingGlyph) throw new MissingGlyph(error.letter, { ...error.where, ...place });
    if (error instanceof TemplateFieldMissing) throw new TemplateFieldMissing(error.problem, place);
    if (error instanceof RangeError)
      throw new RangeError(`${error.message}, in block ${place.block} (${type})`);
    throw error;
  }
}
