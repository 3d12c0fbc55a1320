import type { Inline } from '../layout/inline.ts';
import { paragraph, type Frame, type ParagraphStyle } from '../layout/paragraph.ts';
import type { Piece } from '../layout/piece.ts';
import type { StructureElement } from '../pdf/structure.ts';
import type { FaceUsage } from '../fonts/face-usage.ts';

/** One entry of a list: its label, its text, and what a screen reader finds them as. */
interface Entry {
  /** such as "-", "1.", "a)"; empty for none */
  readonly label: string;
  readonly font: FaceUsage;
  readonly inlines: readonly Inline[];
  readonly frame: Frame;
  readonly style: ParagraphStyle;
}

/**
 * Sets an entry as a paragraph that begins with its label, as official documents have it.
 * @param list element `L` the entry belongs to
 * @returns its pieces, and the body below which an inner list goes
 */
export function listed(
  list: StructureElement,
  { label, font, inlines, frame, style }: Entry,
): { readonly pieces: Piece[]; readonly body: StructureElement } {
  const item = list.add('LI');
  const element = label === '' ? undefined : item.add('Lbl');
  const body = item.add('LBody');
  const labelled: Inline[] = element
    ? [
        { kind: 'text', text: label, font, element },
        { kind: 'space', font, element, firm: true },
      ]
    : [];
  return { pieces: paragraph([...labelled, ...inlines], body.add('P'), frame, style), body };
}
