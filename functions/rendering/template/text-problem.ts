import type { FieldProblem, Message } from '../../platform/refusal.ts';
import type { Typeface } from '../fonts/typeface.ts';
import { fieldName } from './field-path.ts';

/** Control and invisible characters, which no document shows. */
export const CONTROL = /[\p{Cc}\p{Cs}\p{Co}\u2028\u2029\u200B\u202A-\u202E\u2066-\u2069\uFEFF]/u;

/**
 * Every text below `value` that must not reach a document or a label: wrong form of Unicode, invisible, blank, not
 * drawable in every face.
 * @param path where `value` stands in the dossier
 */
export function textProblems(
  value: unknown,
  typeface: Typeface,
  path: readonly PropertyKey[],
): FieldProblem[] {
  if (typeof value === 'string') return problemsOf(value, typeface, path);
  if (Array.isArray(value))
    return value.flatMap((item, index) => textProblems(item, typeface, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => textProblems(item, typeface, [...path, key]));
}

function problemsOf(text: string, typeface: Typeface, path: readonly PropertyKey[]): FieldProblem[] {
  const problem = (rule: string, message: Message): FieldProblem[] => [
    { field: fieldName(path), rule, message },
  ];
  if (text.normalize('NFC') !== text) {
    return problem('text-not-nfc', {
      vi: 'Chữ có dấu chưa ở dạng dựng sẵn (Unicode NFC, TCVN 6909:2001); hãy chuyển mã rồi gửi lại.',
      en: 'The text is not in Unicode normalisation form C; convert it and send it again.',
    });
  }
  if (CONTROL.test(text)) {
    return problem('control-character', {
      vi: 'Có ký tự điều khiển hoặc ký tự ẩn (xuống dòng, tab…); hãy xoá đi.',
      en: 'There are control or invisible characters (line break, tab …); remove them.',
    });
  }
  if (text.trim() === '') {
    return problem('blank', { vi: 'Chỉ có khoảng trắng; hãy điền nội dung.', en: 'There are only spaces.' });
  }
  const faces = Object.values(typeface);
  const missing = new Set(faces.flatMap((face) => face.missingIn(text)));
  if (missing.size === 0) return [];
  const letters = [...missing].join(' ');
  return problem('unprintable-letter', {
    vi: `Phông chữ của văn bản không có: ${letters}. Hãy thay bằng chữ khác.`,
    en: `The document's typeface has no: ${letters}. Use other letters.`,
  });
}
