import type { z } from 'zod';
import type { FieldProblem, Message } from '../platform/refusal.ts';
import { formatProblem } from './format-problem.ts';

/** A path as people write it: `data.owners[0].fullName`. */
export function fieldPath(path: readonly PropertyKey[]): string {
  const whole = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part).slice(0, LONGEST_PATH)}`))
    .join('')
    .replace(/^\./, '');
  return whole.length > LONGEST_PATH ? `${whole.slice(0, LONGEST_PATH)}…` : whole;
}

/** Names of fields come from the sender: an answer does not repeat a whole body. */
const LONGEST_PATH = 200;

/** What a schema found, one problem per field and rule, worded for the person who has to mend it. */
export function fieldProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((name) => problem([...issue.path, name], 'unknown-field', UNKNOWN_FIELD));
    }
    return [problem(issue.path, ...explain(issue))];
  });
}

/** What a surplus field is told. */
export const UNKNOWN_FIELD: Message = {
  vi: 'Không có trường nào tên như vậy ở đây; hãy bỏ đi hoặc sửa tên.',
  en: 'There is no field of this name here; remove it or correct its name.',
};
const MISSING: Message = {
  vi: 'Trường bắt buộc còn thiếu; hãy điền.',
  en: 'This field is missing; fill it in.',
};
const WRONG_FORM: Message = {
  vi: 'Giá trị chưa đúng mẫu quy định; hãy kiểm tra lại.',
  en: 'The value does not have the required form.',
};

const TYPES: ReadonlyMap<string, Message> = new Map([
  ['string', { vi: 'Phải là chữ.', en: 'Must be text.' }],
  ['number', { vi: 'Phải là số.', en: 'Must be a number.' }],
  ['int', { vi: 'Phải là số nguyên.', en: 'Must be a whole number.' }],
  ['object', { vi: 'Phải là nhóm trường.', en: 'Must be an object.' }],
  ['record', { vi: 'Phải là nhóm trường.', en: 'Must be an object.' }],
]);

function problem(path: readonly PropertyKey[], rule: string, message: Message): FieldProblem {
  return { field: fieldPath(path), rule, message };
}

function explain(issue: z.core.$ZodIssue): [rule: string, message: Message] {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? ['missing', MISSING]
        : ['wrong-type', TYPES.get(issue.expected) ?? WRONG_FORM];
    case 'too_small':
    case 'too_big':
      return limit(issue);
    case 'invalid_value':
      return notAChoice(issue.values);
    case 'invalid_union':
      return 'options' in issue && issue.options ? notAChoice(issue.options) : ['wrong-form', WRONG_FORM];
    case 'invalid_format':
      return formatProblem(issue) ?? ['wrong-form', WRONG_FORM];
    case 'custom':
      return custom(issue.params ?? {});
    default:
      return ['wrong-form', WRONG_FORM];
  }
}

function notAChoice(values: readonly unknown[]): [rule: string, message: Message] {
  const choices = values.map(String).join(', ');
  return ['not-a-choice', { vi: `Phải là một trong: ${choices}.`, en: `Must be one of: ${choices}.` }];
}

function limit(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): [rule: string, message: Message] {
  const text = issue.origin === 'string';
  if (issue.code === 'too_small') {
    if (text) return ['too-short', Number(issue.minimum) > 1 ? shortest(issue.minimum) : EMPTY];
    return ['too-small', issue.inclusive === false ? above(issue.minimum) : least(issue.minimum)];
  }
  if (text) return ['too-long', longest(issue.maximum)];
  return ['too-large', issue.inclusive === false ? below(issue.maximum) : most(issue.maximum)];
}

type Limit = number | bigint;
const EMPTY: Message = { vi: 'Không được để trống.', en: 'Must not be empty.' };
const shortest = (n: Limit) => ({
  vi: `Cần ít nhất ${n} ký tự.`,
  en: `At least ${n} characters are needed.`,
});
const longest = (n: Limit) => ({ vi: `Dài nhất ${n} ký tự.`, en: `At most ${n} characters.` });
const least = (n: Limit) => ({ vi: `Không được nhỏ hơn ${n}.`, en: `Must not be less than ${n}.` });
const above = (n: Limit) => ({ vi: `Phải lớn hơn ${n}.`, en: `Must be more than ${n}.` });
const most = (n: Limit) => ({ vi: `Không được lớn hơn ${n}.`, en: `Must not be more than ${n}.` });
const below = (n: Limit) => ({ vi: `Phải nhỏ hơn ${n}.`, en: `Must be less than ${n}.` });

function custom(params: Record<string, unknown>): [rule: string, message: Message] {
  const { rule, vi, en } = params;
  return [String(rule), { vi: String(vi), en: String(en) }];
}
