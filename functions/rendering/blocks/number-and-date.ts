import { FIELD_NAME } from '../field-names.ts';
import type { FaceUsage } from '../fonts/face-usage.ts';
import { textIn, type Fonts, type Inline } from '../layout/inline.ts';

const NUMBER_LABEL = 'Số: ';
/** Digits the number field has room for: as many as the column allows. */
const WIDEST_NUMBERS = ['000000', '00000', '0000'] as const;
/** No day is written wider than this one. */
const WIDEST_DATE = 'ngày 00 tháng 00 năm 0000';
/** A field is a little wider than its widest value, so that no viewer clips the last letter. */
const SLACK = 4;
/** Letters a number may be made of, besides those of the agency's own suffix. */
export const NUMBER_LETTERS = '0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZĐ/-.';

/**
 * Ô 3: "Số: " and an empty field the seal step writes the number into.
 * @param room width of the column
 * @throws {RangeError} for a suffix that does not fit its column
 */
export function numberLine({ regular }: Fonts, suffix: string, room: number, size: number): Inline[] {
  regular.encode(NUMBER_LETTERS + suffix);
  const field: Inline = {
    kind: 'field',
    field: {
      kind: 'text',
      name: FIELD_NAME.number,
      label: 'Số, ký hiệu văn bản',
      resource: regular.resource,
      size,
    },
    width: numberWidth(regular, suffix, room, size),
  };
  return [...textIn(regular, NUMBER_LABEL), field];
}

/** @throws {RangeError} for a suffix that leaves no room for a number */
function numberWidth({ face }: FaceUsage, suffix: string, room: number, size: number): number {
  const widths = WIDEST_NUMBERS.map((digits) => face.widthOf(digits + suffix) * size + SLACK);
  const label = face.widthOf(NUMBER_LABEL) * size;
  const width = widths.find((candidate) => candidate + label <= room) ?? widths.at(-1);
  if (width === undefined || width > room) throw new RangeError(`the suffix ${suffix} is too long`);
  return width;
}

/** Ô 4: the place and an empty field the seal step writes the date into. */
export function dateLine({ italic }: Fonts, place: string, size: number): Inline[] {
  italic.encode(`${WIDEST_DATE}0123456789,`);
  const field: Inline = {
    kind: 'field',
    field: {
      kind: 'text',
      name: FIELD_NAME.date,
      label: 'Ngày, tháng, năm ban hành',
      resource: italic.resource,
      size,
    },
    width: italic.face.widthOf(WIDEST_DATE) * size + SLACK,
  };
  return [...textIn(italic, `${place}, `), field];
}
