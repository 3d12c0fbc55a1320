import type { FieldProblem } from '../platform/refusal.ts';
import { fieldPath } from './field-problems.ts';

/** Control, format (zero-width, direction), half surrogates, line and paragraph separators. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const NOT_NFC = {
  vi: 'Văn bản phải ở dạng Unicode dựng sẵn (NFC); vui lòng chuyển mã bộ gõ rồi nhập lại.',
  en: 'The text must be precomposed Unicode (NFC); convert it and submit again.',
};
const CONTROL = {
  vi: 'Văn bản có ký tự điều khiển hoặc ký tự ẩn; vui lòng xoá và nhập lại.',
  en: 'The text has control or invisible characters; remove them and submit again.',
};

/**
 * Checks every text of a JSON value, names of fields too: only precomposed Unicode (NFC, TCVN 6909:2001) without
 * unseen characters goes on a document. Nothing is changed silently: what is signed is what was submitted.
 */
export function textProblems(value: unknown, path: readonly (string | number)[] = []): FieldProblem[] {
  if (typeof value === 'string') return problemsOf(value, fieldPath(path));
  if (Array.isArray(value)) return value.flatMap((each, index) => textProblems(each, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => [
    ...problemsOf(name, fieldPath([...path, name])),
    ...textProblems(each, [...path, name]),
  ]);
}

function problemsOf(text: string, field: string): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (text.normalize('NFC') !== text) problems.push({ field, rule: 'text-not-nfc', message: NOT_NFC });
  if (UNSEEN.test(text)) problems.push({ field, rule: 'control-character', message: CONTROL });
  return problems;
}
