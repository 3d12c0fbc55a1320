import { APPENDIX_FIELD_NAME } from '../field-names.ts';
import type { Page } from '../pdf/page.ts';
import type { StructureElement } from '../pdf/structure.ts';
import type { BlockContext } from './block-context.ts';
import { NUMBER_LETTERS } from './number-and-date.ts';

/** As the seal step writes it: 10 points, upright, two lines (Decree 30/2020, App. I, II.8). */
const SIZE = 10;
const LEADING = 11.5;
const WIDEST_NUMBER = 'Số: 000000';
const WIDEST_TIME = 'Thời gian ký: 00-00-0000 00:00:00 +00:00';
/** A little wider than the widest text, so that no viewer clips the last letter. */
const SLACK = 2;
const CLEARANCE = 3;

/** The empty field of the agency's signature, in the upper margin of the first page, flush with the right one. */
export function placeTextBlock(
  [first]: readonly Page[],
  element: StructureElement,
  { fonts: { regular }, input, paper: { geometry } }: BlockContext,
): void {
  const number = WIDEST_NUMBER + input.number.suffix;
  regular.encode(`${number}${WIDEST_TIME}${NUMBER_LETTERS}:+-`);
  const widest = Math.max(...[number, WIDEST_TIME].map((text) => regular.face.widthOf(text)));
  const width = widest * SIZE + SLACK;
  const box = {
    left: geometry.width - geometry.right - width,
    bottom: geometry.height - geometry.top + CLEARANCE,
    width,
    height: 2 * LEADING,
  };
  const label = 'Chữ ký số của cơ quan: số, ký hiệu văn bản và thời gian ký';
  first?.place({ kind: 'signature', name: APPENDIX_FIELD_NAME, label, locks: [] }, box, element);
}
