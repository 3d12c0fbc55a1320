import type { z } from 'zod';
import type { FieldProblem, Message } from '../platform/refusal.ts';

/** A path as people write it: `data.owners[0].fullName`. */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

/** What a schema found, one problem per field and rule, worded for the person who has to mend it. */
export function fieldProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((name) => problem([...issue.path, name], 'unknown-field', UNKNOWN));
    }
    return [problem(issue.path, ...explain(issue))];
  });
}

const UNKNOWN: Message = {
  vi: 'Hồ sơ không có trường này; hãy bỏ đi hoặc sửa tên.',
  en: 'A dossier has no such field; remove it or correct its name.',
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
    case 'invalid_value': {
      const choices = issue.values.map(String).join(', ');
      return ['not-a-choice', { vi: `Phải là một trong: ${choices}.`, en: `Must be one of: ${choices}.` }];
    }
    case 'custom':
      return custom(issue.params ?? {});
    default:
      return ['wrong-form', WRONG_FORM];
  }
}

function limit(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): [rule: string, message: Message] {
  const text = issue.origin === 'string';
  if (issue.code === 'too_small') {
    return text
      ? ['too-short', { vi: 'Không được để trống.', en: 'Must not be empty.' }]
      : [
          'too-small',
          { vi: `Không được nhỏ hơn ${issue.minimum}.`, en: `Must not be less than ${issue.minimum}.` },
        ];
  }
  return text
    ? ['too-long', { vi: `Dài nhất ${issue.maximum} ký tự.`, en: `At most ${issue.maximum} characters.` }]
    : [
        'too-large',
        { vi: `Không được lớn hơn ${issue.maximum}.`, en: `Must not be more than ${issue.maximum}.` },
      ];
}

function custom(params: Record<string, unknown>): [rule: string, message: Message] {
  const { rule, vi, en } = params;
  return [String(rule), { vi: String(vi), en: String(en) }];
}
