import type { Fonts } from '../layout/inline.ts';
import { breakCentred, breakJustified } from '../layout/cheapest-lines.ts';
import type { Frame, ParagraphStyle } from '../layout/paragraph.ts';
import type { Images } from '../pdf/images.ts';
import type { StructureElement } from '../pdf/structure.ts';
import type { ResultInput } from '../result-input.ts';
import type { Scope } from '../template/scope.ts';
import type { Paper } from './paper.ts';

/** What every block is set with. */
export interface BlockContext {
  readonly input: ResultInput;
  readonly scope: Scope;
  readonly fonts: Fonts;
  readonly frame: Frame;
  readonly root: StructureElement;
  readonly paper: Paper;
  readonly images: Images;
}

/** The running text (ô 6): justified, its first line indented. */
export function bodyStyle({ sizes, indent, leading, before }: Paper): ParagraphStyle {
  return { size: sizes.body, indent, leading, before, align: 'justify', breaker: breakJustified };
}

export function centred(size: number, before = 0): ParagraphStyle {
  return { size, before, align: 'center', breaker: (inlines, measure) => breakCentred(inlines, measure) };
}
