import type { Inline, TextInline } from '../layout/inline.ts';
import { AUTHORITY } from './decree-30.ts';

/**
 * Where Vietnamese official text is not broken: a reference from its number ("khoản 2 Điều 5"), a date, a number
 * from its unit, "số" from what it counts, TM. and its like from whom they stand for, and a person's name.
 */

const NUMBERED =
  'Điều|khoản|điểm|tiết|mục|tiểu mục|chương|phần|phụ lục|mẫu|bảng|biểu|hình|trang|tờ|tập|quyển|lần|lớp|cấp|hạng|' +
  'tầng|nhóm|quý|kỳ|khoá|khóa|khu phố|tổ|tổ dân phố|thôn|buôn|ấp|khóm|phường|quận|ngõ|ngách|hẻm|kiệt|lô|thửa|' +
  'đường|quốc lộ|tỉnh lộ|tháng|năm|ngày|giờ|phút|bản đồ';
const UNITS =
  'm²|m³|m2|m3|km²|km2|km|cm|mm|m|ha|kg|g|tấn|tạ|lít|ml|kW|kWh|kVA|MW|V|°C|đồng|đ|VNĐ|VND|USD|triệu|tỷ|tỉ|nghìn|' +
  'ngàn|trăm|năm|tháng|tuần|ngày|giờ|phút|giây|lần|tầng|phòng|người|hộ|bản|bộ|tờ|trang|cái|chiếc|' +
  'căn|lô|thửa|suất|phần trăm|%|‰';
const STANDS_FOR = Object.keys(AUTHORITY)
  .join('|')
  .replaceAll('.', String.raw`\.`);
const UPPER_NAME = String.raw`\p{Lu}[\p{L}\p{M}'’ʼ-]*`;
const NUMBER = String.raw`\d(?:[\d.,/]*\d)?`;
const DIGIT = /\d/;
const START = String.raw`(?<![\p{L}\p{M}\d])`;
const END = String.raw`(?![\p{L}\p{M}\d])`;

const FIRM = patterns([
  // "số" with whatever follows: "số 217/2026/NĐ-CP", "số định danh"
  String.raw`${START}số (?=\S)`,
  String.raw`${START}(?:${NUMBERED})(?: số)? (?=\d|[IVXLC]+${END}|[\p{L}]${END})`,
  String.raw`${START}(?:trăm|nghìn|ngàn|triệu|tỷ|tỉ) đồng${END}`,
  String.raw`${START}(?:${STANDS_FOR}) (?=\S)`,
  // a dash stays at the end of the line before it
  String.raw`\S (?=[–—-] )`,
]);
/** Those that hold nothing in a text without a digit. */
const FIRM_AT_DIGITS = patterns([
  String.raw`${START}ngày \d{1,2} tháng \d{1,2}(?: năm \d{4})?`,
  String.raw`${START}tháng \d{1,2} năm (?=\d)`,
  String.raw`\d{1,2} giờ(?: \d{1,2}(?: phút)?)?`,
  String.raw`${NUMBER} (?=(?:${UNITS})${END}(?! \d)|[%‰])`,
  // groups of digits: telephone and identity numbers
  String.raw`\d (?=\d)`,
]);

const NAMES = [
  new RegExp(
    String.raw`${START}(?:[ÔôÔ]ng\/[Bb]à|[ÔôÔ]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]háu|[Đđ]ồng chí)(?: ${UPPER_NAME}){1,8}`,
    'gu',
  ),
];

function patterns(sources: readonly string[]): RegExp[] {
  return sources.map((source) => new RegExp(source, 'giu'));
}

/** The inlines with spaces that hold where no line may break. */
export function keepTogether(inlines: readonly Inline[]): Inline[] {
  const text = inlines.map(plainText).join('');
  const held = new Map<number, boolean>();
  for (const pattern of NAMES) holdSpaces(text, pattern, false, held);
  for (const pattern of FIRM) holdSpaces(text, pattern, true, held);
  if (DIGIT.test(text)) for (const pattern of FIRM_AT_DIGITS) holdSpaces(text, pattern, true, held);
  if (held.size === 0 && !text.includes('\u00A0')) return [...inlines];
  let at = 0;
  return inlines.flatMap((inline) => {
    const from = at;
    at += plainText(inline).length;
    return inline.kind === 'text' ? withHeldSpaces(inline, from, held) : [inline];
  });
}

/** A text none of whose spaces breaks: a person's name. */
export function heldName(inline: TextInline): Inline[] {
  const held = new Map(Array.from(inline.text.matchAll(/ /g), ({ index }) => [index, false] as const));
  return withHeldSpaces(inline, 0, held);
}

function plainText(inline: Inline): string {
  if (inline.kind === 'text') return inline.text;
  return inline.kind === 'space' ? ' ' : '\uFFFC';
}

function holdSpaces(text: string, pattern: RegExp, firm: boolean, held: Map<number, boolean>): void {
  for (const { 0: match, index } of text.matchAll(pattern)) {
    for (let at = match.indexOf(' '); at >= 0; at = match.indexOf(' ', at + 1)) held.set(index + at, firm);
  }
}

function withHeldSpaces(inline: TextInline, from: number, held: ReadonlyMap<number, boolean>): Inline[] {
  const parts: Inline[] = [];
  let start = 0;
  const take = (end: number): void => {
    if (end > start) parts.push({ ...inline, text: inline.text.slice(start, end) });
    start = end + 1;
  };
  for (let at = 0; at < inline.text.length; at++) {
    const firm = inline.text[at] === '\u00A0' ? true : held.get(from + at);
    if (firm === undefined) continue;
    take(at);
    parts.push({ kind: 'space', font: inline.font, element: inline.element, firm });
  }
  take(inline.text.length);
  return parts;
}
