import { breakCentred } from '../layout/cheapest-lines.ts';
import type { LineBreaker } from '../layout/line-breaking.ts';
import type { Word } from '../layout/words.ts';

/** A new line begins well before these: a level of administration, "VÀ", what an agency or a deputy is for. */
const OPENS_A_LINE = [
  'TỈNH',
  'THÀNH PHỐ',
  'PHƯỜNG',
  'XÃ',
  'ĐẶC KHU',
  'QUẬN',
  'HUYỆN',
  'THỊ XÃ',
  'THỊ TRẤN',
  'VÀ',
  'PHỤC VỤ',
  'ỦY BAN',
  'UỶ BAN',
  'HỘI ĐỒNG',
  'THƯỜNG TRỰC',
  'PHỤ TRÁCH',
].map(wordsOf);
/** Words that are one, so that no line ends between them. */
const COMPOUNDS = [
  'ỦY BAN NHÂN DÂN',
  'UỶ BAN NHÂN DÂN',
  'NHÂN DÂN',
  'HỘI ĐỒNG NHÂN DÂN',
  'TRUNG TÂM',
  'PHỤC VỤ',
  'HÀNH CHÍNH CÔNG',
  'VĂN PHÒNG',
  'BAN QUẢN LÝ',
  'CHI CỤC',
  'CHI NHÁNH',
  'ĐĂNG KÝ',
  'ĐẤT ĐAI',
  'THÀNH PHỐ',
  'ĐẶC KHU',
  'THỊ XÃ',
  'THỊ TRẤN',
  'MÔI TRƯỜNG',
  'NÔNG NGHIỆP',
  'XÂY DỰNG',
  'TƯ PHÁP',
  'TÀI CHÍNH',
  'KINH TẾ',
  'HẠ TẦNG',
  'ĐÔ THỊ',
  'VĂN HÓA',
  'XÃ HỘI',
  'GIÁO DỤC',
  'ĐÀO TẠO',
  'Y TẾ',
  'CÔNG THƯƠNG',
  'KHOA HỌC',
  'CÔNG NGHỆ',
  'THỂ THAO',
  'DU LỊCH',
  'NỘI VỤ',
  'DÂN TỘC',
  'TÔN GIÁO',
  'CHỦ TỊCH',
  'GIÁM ĐỐC',
  'TRƯỞNG PHÒNG',
  'CHÁNH VĂN PHÒNG',
  'PHÓ CHỦ TỊCH',
  'PHÓ GIÁM ĐỐC',
  'PHÓ TRƯỞNG PHÒNG',
  'PHÓ CHÁNH VĂN PHÒNG',
  'CHỦ NHIỆM',
  'THƯỜNG TRỰC',
  'PHỤ TRÁCH',
].map(wordsOf);
const LEVELS = new Set(['TỈNH', 'PHƯỜNG', 'XÃ', 'QUẬN', 'HUYỆN', 'PHỐ', 'KHU', 'TRẤN']);

const GOOD = 0;
const PLAIN = 2;
const IN_A_PLACE = 4;
/** More than another line costs. */
const IN_A_COMPOUND = 11;
const AFTER_AND = 12;

/**
 * Breaks an agency's name or an official's position in capitals where a clerk would: ỦY BAN NHÂN DÂN / PHƯỜNG BUÔN
 * MA THUỘT, PHÓ CHỦ TỊCH / THƯỜNG TRỰC, and never inside a compound or a place's name while there is another way.
 */
export const breakAgencyName: LineBreaker = (inlines, measure) => breakCentred(inlines, measure, breakCost);

function breakCost(words: readonly Word[], index: number): number {
  const texts = words.map(textOf);
  if (COMPOUNDS.some((compound) => runsOver(texts, index, compound))) return IN_A_COMPOUND;
  if (texts[index - 1] === 'VÀ') return AFTER_AND;
  const opens = OPENS_A_LINE.some((phrase) => startsWith(texts, index, phrase));
  if (opens || texts[index - 1]?.endsWith(',')) return GOOD;
  return texts.slice(0, index).some((text) => LEVELS.has(text)) ? IN_A_PLACE : PLAIN;
}

/** Whether a compound has words on both sides of the break. */
function runsOver(texts: readonly string[], index: number, compound: readonly string[]): boolean {
  for (let start = Math.max(0, index - compound.length + 1); start < index; start++) {
    if (startsWith(texts, start, compound)) return true;
  }
  return false;
}

function startsWith(texts: readonly string[], index: number, phrase: readonly string[]): boolean {
  return texts[index] === phrase[0] && phrase.every((word, offset) => texts[index + offset] === word);
}

function wordsOf(phrase: string): string[] {
  return phrase.split(' ');
}

function textOf(word: Word): string {
  return word.inlines.map((inline) => (inline.kind === 'text' ? inline.text : ' ')).join('');
}
