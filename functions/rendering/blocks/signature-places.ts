import { FIELD_NAME, LOCKED_FIELDS } from '../field-names.ts';
import type { Frame } from '../layout/paragraph.ts';
import type { Piece } from '../layout/piece.ts';
import type { StructureElement } from '../pdf/structure.ts';
import { millimetres, type Rectangle } from '../pdf/units.ts';

/** Box of the handwriting's picture. */
const HANDWRITING = { width: millimetres(51), height: millimetres(24) } as const;
/** The seal covers about this share of the handwriting, on its left (Decree 30/2020, App. I, II.8). */
const OVERLAP = 1 / 3;
const CLEARANCE = 3;

/** How wide a column with both pictures must be, the handwriting in its middle. */
export function widthForSignatures(seal: number): number {
  return 2 * (seal - HANDWRITING.width * OVERLAP + HANDWRITING.width / 2 + CLEARANCE);
}

/** Room for both pictures, with the empty signature fields: the official's centred, the seal over its left. */
export function signaturePlaces(element: StructureElement, frame: Frame, seal: number): Piece {
  const height = Math.max(seal, HANDWRITING.height) + 2 * CLEARANCE;
  return {
    height,
    before: 0,
    keepWithNext: false,
    draw(page, top) {
      const middle = top - height / 2;
      const left = frame.left + (frame.width - HANDWRITING.width) / 2;
      const official: Rectangle = { ...HANDWRITING, left, bottom: middle - HANDWRITING.height / 2 };
      const agency: Rectangle = {
        left: left + HANDWRITING.width * OVERLAP - seal,
        bottom: middle - seal / 2,
        width: seal,
        height: seal,
      };
      page.place(
        {
          kind: 'signature',
          name: FIELD_NAME.official,
          label: 'Chữ ký số của người có thẩm quyền',
          locks: [],
        },
        official,
        element,
      );
      page.place(
        {
          kind: 'signature',
          name: FIELD_NAME.agency,
          label: 'Chữ ký số của cơ quan',
          locks: LOCKED_FIELDS,
        },
        agency,
        element,
      );
    },
  };
}
