import { breakCentred } from '../layout/cheapest-lines.ts';
import { textIn } from '../layout/inline.ts';
import { paragraph, type Frame, type ParagraphStyle } from '../layout/paragraph.ts';
import { sideBySide, spaced, type Piece } from '../layout/piece.ts';
import { horizontalRule } from '../layout/rule.ts';
import type { BlockOf } from '../template/blocks.ts';
import { breakAgencyName } from './agency-name.ts';
import { centred, type BlockContext } from './block-context.ts';
import { MOTTO, NATION, RULES } from './decree-30.ts';
import { dateLine, numberLine } from './number-and-date.ts';
import { setText } from './set-text.ts';

const COLUMN_GAP = 8;
const RULE_GAP = 2;
/** Height of a line of either column, as a multiple of the motto's size: what stands beside it is level with it. */
const LINE = 1.2;
const SUBJECT_BEFORE = 6;

/**
 * The head of Decree 30/2020, Appendix I (ô 1 to 4, 5b): on the left the agencies, the number and a công văn's
 * subject, on the right the nation, its motto, place and date, line level with line.
 * @throws {RangeError} for a number's suffix that does not fit its column
 */
export function headerBlock(block: BlockOf<'header'>, context: BlockContext): Piece[] {
  const { fonts, frame, paper, input } = context;
  const nationWidth = fonts.bold.face.widthOf(NATION) * paper.sizes.nation + 1;
  const left = { left: frame.left, width: frame.width - nationWidth - COLUMN_GAP };
  const right = { left: frame.left + frame.width - nationWidth, width: nationWidth };
  const agencies = agencyColumn(context, left);
  const nation = nationColumn(context, right);
  const suffix = input.number.suffix.normalize('NFC');
  const inNumber = numberLine(fonts, suffix, left.width, paper.sizes.number);
  const number = paragraph(inNumber, context.root.add('P'), left, level(context, paper.sizes.number));
  const inDate = dateLine(fonts, input.agency.place.normalize('NFC'), paper.sizes.placeAndDate);
  const date = paragraph(inDate, context.root.add('P'), right, level(context, paper.sizes.placeAndDate));
  const subject = block.subject === undefined ? [] : subjectOf(block.subject, context, left);
  return [
    { ...sideBySide([agencies, nation]), keepWithNext: true },
    { ...sideBySide([[...number, ...subject], date], 8 * paper.scale), keepWithNext: true },
  ];
}

/** A line as high as its neighbour in the other column, whatever the size of its letters. */
function level({ paper }: BlockContext, size: number): ParagraphStyle {
  return {
    size,
    align: 'center',
    leading: (LINE * paper.sizes.motto) / size,
    breaker: (inlines, measure) => breakCentred(inlines, measure),
  };
}

function agencyColumn(context: BlockContext, frame: Frame): Piece[] {
  const { input, fonts, root, paper } = context;
  const style = { ...level(context, paper.sizes.agency), breaker: breakAgencyName };
  const { name, parentName } = input.agency;
  const parent = parentName
    ? paragraph(textIn(fonts.regular, upper(parentName)), root.add('P'), frame, style)
    : [];
  const own = textIn(fonts.bold, upper(name));
  const lines = breakAgencyName(own, { ...frame, size: paper.sizes.agency, indent: 0 });
  const rule = (lines.at(-1)?.width ?? 0) * RULES.agency.used;
  return [
    ...parent,
    ...paragraph(own, root.add('P'), frame, { ...style, breaker: () => lines }),
    horizontalRule(frame.left + (frame.width - rule) / 2, rule, RULE_GAP),
  ];
}

function nationColumn(context: BlockContext, frame: Frame): Piece[] {
  const { fonts, root, paper } = context;
  const { nation, motto } = paper.sizes;
  const rule = fonts.bold.face.widthOf(MOTTO) * motto * RULES.motto.used;
  return [
    ...paragraph(textIn(fonts.bold, NATION), root.add('P'), frame, level(context, nation)),
    ...paragraph(textIn(fonts.bold, MOTTO), root.add('P'), frame, level(context, motto)),
    horizontalRule(frame.left + (frame.width - rule) / 2, rule, RULE_GAP),
  ];
}

/** A công văn has no title: its subject is what its pages are about. */
function subjectOf(subject: string, { scope, fonts, root, paper }: BlockContext, frame: Frame): Piece[] {
  const inlines = setText(subject, scope, fonts);
  return spaced(paragraph(inlines, root.add('H1'), frame, centred(paper.sizes.subject)), SUBJECT_BEFORE);
}

function upper(name: string): string {
  return name.normalize('NFC').toLocaleUpperCase('vi-VN');
}
