import { MOST_PROBLEMS, type FieldProblem } from '../platform/refusal.ts';
import { fieldPath, UNKNOWN_FIELD } from './field-problems.ts';

/**
 * Control, format (zero-width, direction), half surrogates, line and paragraph separators; letters that are drawn
 * as nothing (fillers, joiners, U+2800) or that no standard gives a shape (unassigned, private use), and what
 * stands for a letter that was lost (U+FFFD).
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Cn}\p{Co}\p{Default_Ignorable_Code_Point}\u2800\ufffd]/u;

const NOT_NFC = {
  vi: 'Văn bản phải ở dạng Unicode dựng sẵn (NFC); vui lòng chuyển mã bộ gõ rồi nhập lại.',
  en: 'The text must be precomposed Unicode (NFC); convert it and submit again.',
};
const CONTROL = {
  vi: 'Văn bản có ký tự điều khiển hoặc ký tự ẩn; vui lòng xoá và nhập lại.',
  en: 'The text has control or invisible characters; remove them and submit again.',
};

interface Options {
  readonly path?: readonly (string | number)[];
  /** names of fields whose text may have line breaks */
  readonly linesIn?: RegExp;
}

/**
 * Checks every text of a JSON value, names of fields too: only precomposed Unicode (NFC, TCVN 6909:2001) without
 * unseen characters goes on a document. Nothing is changed silently: what is signed is what was submitted. No more
 * is looked for once one more problem is found than a refusal names, by which it knows that there are more.
 */
export function textProblems(value: unknown, { path = [], linesIn }: Options = {}): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const problem of problemsIn(value, path, linesIn)) {
    if (problems.push(problem) > MOST_PROBLEMS) break;
  }
  return problems;
}

function* problemsIn(
  value: unknown,
  path: readonly (string | number)[],
  linesIn: RegExp | undefined,
): Generator<FieldProblem> {
  if (typeof value === 'string') {
    const lines = linesIn?.test(String(path.at(-1))) ?? false;
    return yield* problemsOf(lines ? value.replaceAll('\n', ' ') : value, path);
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, each] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(name) : name];
    // Schemas skip this name, since it could reach an object's prototype: nobody would learn that it was dropped.
    if (name === '__proto__') yield { field: fieldPath(at), rule: 'unknown-field', message: UNKNOWN_FIELD };
    yield* problemsOf(name, at);
    yield* problemsIn(each, at, linesIn);
  }
  return undefined;
}

function* problemsOf(text: string, path: readonly (string | number)[]): Generator<FieldProblem> {
  const notNfc = text.normalize('NFC') !== text;
  if (notNfc) yield { field: fieldPath(path), rule: 'text-not-nfc', message: NOT_NFC };
  if (UNSEEN.test(text)) yield { field: fieldPath(path), rule: 'control-character', message: CONTROL };
}
