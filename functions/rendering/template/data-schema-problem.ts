import type { z } from 'zod';
import type { FieldProblem, Message } from '../../platform/refusal.ts';
import { fieldName } from './field-path.ts';

type Issue = z.core.$ZodIssue;

const FORMATS: ReadonlyMap<string, Message> = new Map([
  ['date', { vi: 'phải là ngày có thật, ghi dạng NNNN-TT-NN', en: 'must be a real day as YYYY-MM-DD' }],
  ['email', { vi: 'phải là địa chỉ email', en: 'must be an e-mail address' }],
]);

const TYPES: ReadonlyMap<string, Message> = new Map([
  ['string', { vi: 'phải là chữ', en: 'must be text' }],
  ['number', { vi: 'phải là số', en: 'must be a number' }],
  ['int', { vi: 'phải là số nguyên', en: 'must be a whole number' }],
  ['array', { vi: 'phải là danh sách', en: 'must be a list' }],
  ['object', { vi: 'phải là nhóm trường', en: 'must be an object' }],
  ['boolean', { vi: 'phải là đúng hoặc sai', en: 'must be true or false' }],
]);

/** What a schema's issue means to the person who filled the field in; a surplus key gives one problem each. */
export function schemaProblems(issue: Issue, schema: unknown, data: unknown): FieldProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: fieldName(['data', ...issue.path, key]),
      rule: 'unknown-field',
      message: {
        vi: `Trường "${key}" không có trong mẫu này; hãy bỏ đi.`,
        en: `The template has no field "${key}"; remove it.`,
      },
    }));
  }
  const field = fieldAt(schema, issue.path);
  const { rule, message } = isMissing(issue, data) ? MISSING : describe(issue, field);
  const label = textOf(field, 'title') ?? fieldName(['data', ...issue.path]);
  return [
    {
      field: fieldName(['data', ...issue.path]),
      rule,
      message: { vi: `"${label}" ${message.vi}.`, en: `"${label}" ${message.en}.` },
    },
  ];
}

interface Description {
  readonly rule: string;
  readonly message: Message;
}

const MISSING: Description = {
  rule: 'missing',
  message: { vi: 'bị thiếu; hãy điền', en: 'is missing; fill it in' },
};

function describe(issue: Issue, field: unknown): Description {
  switch (issue.code) {
    case 'invalid_type':
      return { rule: 'wrong-type', message: TYPES.get(issue.expected) ?? wrongForm(field) };
    case 'invalid_format':
      return { rule: 'wrong-form', message: FORMATS.get(issue.format) ?? wrongForm(field) };
    case 'invalid_value': {
      const choices = issue.values.map(String).join(', ');
      return {
        rule: 'not-a-choice',
        message: { vi: `phải là một trong: ${choices}`, en: `must be one of: ${choices}` },
      };
    }
    case 'too_small':
      return limit(issue.origin, 'least', String(issue.minimum), issue.inclusive !== false);
    case 'too_big':
      return limit(issue.origin, 'most', String(issue.maximum), issue.inclusive !== false);
    default:
      return { rule: 'wrong-form', message: wrongForm(field) };
  }
}

/** Which form is meant, a field's description says. */
function wrongForm(field: unknown): Message {
  const [vi, en] = ['không đúng mẫu quy định', 'does not have the required form'];
  const form = textOf(field, 'description')?.replace(/\.$/, '');
  return form === undefined ? { vi, en } : { vi: `${vi}. Cần: ${form}`, en: `${en}. Needed: ${form}` };
}

function limit(origin: string, bound: 'least' | 'most', value: string, inclusive: boolean): Description {
  const least = bound === 'least';
  if (origin === 'string' || origin === 'array') {
    const [vi, en] = origin === 'string' ? ['ký tự', 'characters'] : ['mục', 'entries'];
    const rule = origin === 'string' ? (least ? 'too-short' : 'too-long') : least ? 'too-few' : 'too-many';
    return {
      rule,
      message: {
        vi: `phải có ${least ? 'ít' : 'nhiều'} nhất ${value} ${vi}`,
        en: `must have at ${bound} ${value} ${en}`,
      },
    };
  }
  const [vi, en] = least
    ? inclusive
      ? ['không được nhỏ hơn', 'must not be less than']
      : ['phải lớn hơn', 'must be greater than']
    : ['không được lớn hơn', 'must not be more than'];
  return {
    rule: least ? 'too-small' : 'too-large',
    message: { vi: `${vi} ${value}`, en: `${en} ${value}` },
  };
}

function isMissing(issue: Issue, data: unknown): boolean {
  if (issue.code !== 'invalid_type') return false;
  return issue.path.reduce<unknown>((value, key) => property(value, key), data) === undefined;
}

/** What the JSON Schema says of a field; nothing of the data as a whole, which is no field. */
function fieldAt(schema: unknown, path: readonly PropertyKey[]): unknown {
  if (path.length === 0) return undefined;
  return path.reduce<unknown>(
    (node, key) =>
      typeof key === 'number' ? property(node, 'items') : property(property(node, 'properties'), key),
    schema,
  );
}

function textOf(field: unknown, name: 'title' | 'description'): string | undefined {
  const text = property(field, name);
  return typeof text === 'string' ? text : undefined;
}

function property(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}
