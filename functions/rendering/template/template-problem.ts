import type { Message } from '../../platform/refusal.ts';

/** One mistake in a template: where in template.json, which rule, and what its writer is to do. */
export interface TemplateProblem {
  /** such as `blocks[3].rows[1].cells[0]` */
  readonly where: string;
  readonly rule: string;
  readonly message: Message;
}

type Explained = (name: string) => Message;

/** What each rule says to somebody who writes templates. */
export const templateRules = {
  'unknown-field': (name) => ({
    vi: `Trường "${name}" không có trong schema.json; hãy sửa tên hoặc khai báo trường đó.`,
    en: `schema.json has no field "${name}"; correct the name or declare the field.`,
  }),
  'broken-placeholder': (name) => ({
    vi: `Dấu ngoặc nhọn chưa đủ trong "${name}"; hãy viết {{data.…}} với hai dấu ở mỗi bên.`,
    en: `Braces are missing in "${name}"; write {{data.…}} with two on each side.`,
  }),
  'may-be-missing': (name) => ({
    vi: `"${name}" có thể để trống; hãy thêm "when" để bỏ phần này khi trống, hoặc ghi trường vào "required".`,
    en: `"${name}" may be absent; add "when" so that this part is left out, or list the field as required.`,
  }),
  'not-a-list': (name) => ({
    vi: `"${name}" không phải danh sách; "each" chỉ lặp theo danh sách.`,
    en: `"${name}" is no list; "each" repeats over a list only.`,
  }),
  'no-item': (name) => ({
    vi: `"${name}" chỉ dùng được trong phần có "each".`,
    en: `"${name}" can only stand where "each" repeats something.`,
  }),
  'unknown-format': (name) => ({
    vi: `Không có cách viết "${name}"; hãy dùng longDate, shortDate, twoDigits, upper, name hoặc checkbox.`,
    en: `There is no format "${name}"; use longDate, shortDate, twoDigits, upper, name or checkbox.`,
  }),
  'format-does-not-fit': (name) => ({
    vi: `Giá trị của "${name}" không viết được theo cách này; hãy xem kiểu của trường trong schema.json.`,
    en: `The value of "${name}" cannot be written like this; see the field's type in schema.json.`,
  }),
  'unknown-choice': (name) => ({
    vi: `"${name}" không nằm trong các giá trị schema.json cho phép.`,
    en: `schema.json does not allow the value "${name}".`,
  }),
  'personal-title': (name) => ({
    vi: `Tiêu đề tệp chỉ được dùng mã hồ sơ và tên cơ quan, không dùng "${name}".`,
    en: `The document's title may hold the dossier's code and the agency's name, not "${name}".`,
  }),
  'never-shown': (name) => ({
    vi: `Trường "${name}" không xuất hiện trong văn bản; hãy đưa vào một khối hoặc bỏ khỏi schema.json.`,
    en: `No block shows the field "${name}"; use it in one or take it out of schema.json.`,
  }),
} as const satisfies Record<string, Explained>;

export type TemplateRule = keyof typeof templateRules;
