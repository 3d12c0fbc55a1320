import type { z } from 'zod';

type Issue = z.core.$ZodIssue;
type IssueOf<Code extends Issue['code']> = Extract<Issue, { code: Code }>;

/**
 * One thing that is wrong in a template's file, for its writer. The issue must have its input (`reportInput`): what has
 * none is missing.
 */
export function inVietnamese(issue: Issue): string {
  if (issue.code === 'unrecognized_keys')
    return `không có mục "${issue.keys.join('", "')}"; hãy sửa tên hoặc bỏ đi`;
  if (issue.code === 'custom') return textOr(issue.params?.vi, issue.message);
  if (issue.input === undefined) return 'thiếu mục này';
  switch (issue.code) {
    case 'invalid_type':
      return `phải là ${kind(issue)}`;
    case 'invalid_value':
      return `phải là ${issue.values.map((value) => JSON.stringify(value)).join(' hoặc ')}`;
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return wrongForm(issue);
    case 'invalid_key':
      return `tên này ${issue.issues.map(inVietnamese).join(', ')}`;
    case 'invalid_union':
      return ofNoKind(issue);
    default:
      return issue.message;
  }
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['string', 'chữ trong dấu nháy thẳng'],
  ['number', 'số, không có dấu nháy'],
  ['int', 'số nguyên, không có dấu nháy'],
  ['boolean', 'true hoặc false, không có dấu nháy'],
  ['array', 'danh sách trong dấu [ ]'],
  ['object', 'một nhóm trong dấu { }'],
  ['record', 'một nhóm trong dấu { }'],
]);

function kind({ expected }: IssueOf<'invalid_type'>): string {
  return KINDS.get(expected) ?? expected;
}

function tooSmall({ origin, minimum, inclusive }: IssueOf<'too_small'>): string {
  if (origin === 'array') return `danh sách cần ít nhất ${minimum} phần`;
  if (origin === 'string') return `cần ít nhất ${minimum} ký tự`;
  return inclusive === false ? `số phải lớn hơn ${minimum}` : `số phải từ ${minimum} trở lên`;
}

function tooBig({ origin, maximum, inclusive }: IssueOf<'too_big'>): string {
  if (origin === 'array') return `danh sách có nhiều nhất ${maximum} phần`;
  if (origin === 'string') return `có nhiều nhất ${maximum} ký tự`;
  return inclusive === false ? `số phải nhỏ hơn ${maximum}` : `số phải từ ${maximum} trở xuống`;
}

function wrongForm(issue: IssueOf<'invalid_format'>): string {
  const written = JSON.stringify(issue.input);
  if ('prefix' in issue) return `${written} phải bắt đầu bằng "${String(issue.prefix)}"`;
  if ('suffix' in issue) return `${written} phải kết thúc bằng "${String(issue.suffix)}"`;
  return `${written} không theo mẫu ${issue.pattern ?? issue.format}`;
}

/** A type that does not exist, or a value that is neither of two things. */
function ofNoKind({ discriminator, input, options, errors }: IssueOf<'invalid_union'> & Choices): string {
  if (discriminator !== undefined) {
    const written: unknown = Object.entries(input ?? {}).find(([name]) => name === discriminator)?.[1];
    const known = (options ?? [])
      .filter((option) => option !== undefined)
      .map(String)
      .join(', ');
    return written === undefined
      ? `thiếu mục này; hãy dùng ${known}`
      : `không có kiểu ${JSON.stringify(written)}; hãy dùng ${known}`;
  }
  const nearest = errors.filter(([first]) => first?.code !== 'invalid_type' || first.path.length > 0);
  if (nearest.length > 0) return nearest.flat().map(within).join('; ');
  return `phải là ${errors.flatMap(([first]) => (first?.code === 'invalid_type' ? [kind(first)] : [])).join(' hoặc ')}`;
}

/** What zod knows of a discriminated union, and its types do not say. */
interface Choices {
  readonly options?: readonly unknown[];
}

function within(issue: Issue): string {
  return issue.path.length === 0 ? inVietnamese(issue) : `${issue.path.join('.')}: ${inVietnamese(issue)}`;
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
