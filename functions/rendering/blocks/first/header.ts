import { textIn } from '../../layout/inline.ts';
import { breakBalanced } from '../../layout/line-breaking.ts';
import { paragraph, type Frame } from '../../layout/paragraph.ts';
import { sideBySide, type Piece } from '../../layout/piece.ts';
import { horizontalRule } from '../../layout/rule.ts';
import { dateLine, numberLine } from '../number-and-date.ts';
import type { BlockContext } from './block-context.ts';

const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const MOTTO = 'Độc lập - Tự do - Hạnh phúc';
const NATION_SIZE = 12.5;
const MOTTO_SIZE = 13.5;
const AGENCY_SIZE = 12.5;
const NUMBER_SIZE = 13;
const COLUMN_GAP = 8;
const RULE_GAP = 2;
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
  const { number, agency } = context.input;
  const style = { size: NUMBER_SIZE, align: 'center' } as const;
  const suffix = number.suffix.normalize('NFC');
  const inNumber = numberLine(fonts, suffix, left.width, NUMBER_SIZE);
  const numberPieces = paragraph(inNumber, context.root.add('P'), left, style);
  const inDate = dateLine(fonts, agency.place.normalize('NFC'), NUMBER_SIZE);
  const datePieces = paragraph(inDate, context.root.add('P'), right, style);
  return [
    { ...sideBySide([agencies, nation]), keepWithNext: true },
    { ...sideBySide([numberPieces, datePieces], 8), keepWithNext: true },
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

function upper(name: string): string {
  return name.normalize('NFC').toLocaleUpperCase('vi-VN');
}
