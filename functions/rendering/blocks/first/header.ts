import { FIELD_NAME } from '../../field-names.ts';
import type { FaceUsage } from '../../fonts/face-usage.ts';
import { textIn, type Inline } from '../../layout/inline.ts';
import { breakBalanced } from '../../layout/line-breaking.ts';
import { paragraph, type Frame } from '../../layout/paragraph.ts';
import { sideBySide, type Piece } from '../../layout/piece.ts';
import { horizontalRule } from '../../layout/rule.ts';
import type { BlockContext } from './block-context.ts';

const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const MOTTO = 'Độc lập - Tự do - Hạnh phúc';
const NATION_SIZE = 12.5;
const MOTTO_SIZE = 13.5;
const AGENCY_SIZE = 12.5;
const NUMBER_SIZE = 13;
const NUMBER_LABEL = 'Số: ';
const COLUMN_GAP = 8;
const RULE_GAP = 2;
/** Digits the number field has room for: as many as the column allows. */
const WIDEST_NUMBERS = ['000000', '00000', '0000'] as const;
/** No day is written wider than this one. */
const WIDEST_DATE = 'ngày 00 tháng 00 năm 0000';
/** A field is a little wider than its widest value, so that no viewer clips the last letter. */
const SLACK = 4;
/** Letters a number may be made of, besides those of the agency's own suffix. */
const NUMBER_LETTERS = '0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZĐ/-.';

/**
 * The head of Decree 30/2020, Appendix I (ô 1 to 4): on the left the agencies and the number, on the right the
 * nation, its motto, place and date. Number and date are empty form fields: the seal step fills them.
 * @throws {RangeError} for a number's suffix that does not fit its column
 */
export function headerBlock(context: BlockContext): Piece[] {
  const { fonts, frame } = context;
  const nationWidth = fonts.bold.face.widthOf(NATION) * NATION_SIZE + 1;
  const left = { left: frame.left, width: frame.width - nationWidth - COLUMN_GAP };
  const right = { left: frame.left + frame.width - nationWidth, width: nationWidth };
  const agencies = agencyColumn(context, left);
  const nation = nationColumn(context, right);
  return [
    { ...sideBySide([agencies, nation]), keepWithNext: true },
    { ...sideBySide([numberLine(context, left), dateLine(context, right)], 8), keepWithNext: true },
  ];
}

function agencyColumn({ input, fonts, root }: BlockContext, frame: Frame): Piece[] {
  const style = { size: AGENCY_SIZE, align: 'center' } as const;
  const { name, parentName } = input.agency;
  const parent = parentName
    ? paragraph(textIn(fonts.regular, upper(parentName)), root.add('P'), frame, style)
    : [];
  const own = textIn(fonts.bold, upper(name));
  const longest = Math.max(
    ...breakBalanced(own, { ...frame, size: AGENCY_SIZE, indent: 0 }).map((l) => l.width),
  );
  const rule = longest * 0.4;
  return [
    ...parent,
    ...paragraph(own, root.add('P'), frame, style),
    horizontalRule(frame.left + (frame.width - rule) / 2, rule, RULE_GAP),
  ];
}

function nationColumn({ fonts, root }: BlockContext, frame: Frame): Piece[] {
  const motto = fonts.bold.face.widthOf(MOTTO) * MOTTO_SIZE;
  return [
    ...paragraph(textIn(fonts.bold, NATION), root.add('P'), frame, { size: NATION_SIZE, align: 'center' }),
    ...paragraph(textIn(fonts.bold, MOTTO), root.add('P'), frame, { size: MOTTO_SIZE, align: 'center' }),
    horizontalRule(frame.left + (frame.width - motto) / 2, motto, RULE_GAP),
  ];
}

function numberLine({ input, fonts, root }: BlockContext, frame: Frame): Piece[] {
  const { regular } = fonts;
  const suffix = input.number.suffix.normalize('NFC');
  regular.encode(NUMBER_LETTERS + suffix);
  const field: Inline = {
    kind: 'field',
    field: {
      kind: 'text',
      name: FIELD_NAME.number,
      label: 'Số, ký hiệu văn bản',
      resource: regular.resource,
      size: NUMBER_SIZE,
    },
    width: numberWidth(regular, suffix, frame.width),
  };
  const line = [...textIn(regular, NUMBER_LABEL), field];
  return paragraph(line, root.add('P'), frame, { size: NUMBER_SIZE, align: 'center' });
}

/** @throws {RangeError} for a suffix that leaves no room for a number */
function numberWidth({ face }: FaceUsage, suffix: string, room: number): number {
  const widths = WIDEST_NUMBERS.map((digits) => face.widthOf(digits + suffix) * NUMBER_SIZE + SLACK);
  const label = face.widthOf(NUMBER_LABEL) * NUMBER_SIZE;
  const width = widths.find((candidate) => candidate + label <= room) ?? widths.at(-1);
  if (width === undefined || width > room) throw new RangeError(`the suffix ${suffix} is too long`);
  return width;
}

function dateLine({ input, fonts, root }: BlockContext, frame: Frame): Piece[] {
  const { italic } = fonts;
  italic.encode(`${WIDEST_DATE}0123456789,`);
  const field: Inline = {
    kind: 'field',
    field: {
      kind: 'text',
      name: FIELD_NAME.date,
      label: 'Ngày, tháng, năm ban hành',
      resource: italic.resource,
      size: NUMBER_SIZE,
    },
    width: italic.face.widthOf(WIDEST_DATE) * NUMBER_SIZE + SLACK,
  };
  const line = [...textIn(italic, `${input.agency.place.normalize('NFC')}, `), field];
  return paragraph(line, root.add('P'), frame, { size: NUMBER_SIZE, align: 'center' });
}

function upper(name: string): string {
  return name.normalize('NFC').toLocaleUpperCase('vi-VN');
}
