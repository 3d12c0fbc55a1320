import type { FieldProblem, Message } from '../../platform/refusal.ts';

/** What keeps a block from being laid although the data fits its schema. */
const RULES = {
  'too-tall': {
    vi: 'có phần không ngắt được cao hơn một trang; hãy rút gọn nội dung.',
    en: 'has an unbreakable part taller than a page; shorten the content.',
  },
  'no-room': {
    vi: 'không đủ chỗ cho con dấu hoặc ký hiệu văn bản; hãy kiểm tra danh bạ của cơ quan.',
    en: 'has no room for the seal or the symbol of the number; check the agency’s entry in the directory.',
  },
  'unprintable-letter': {
    vi: 'có chữ mà phông chữ không có, trong mẫu hoặc trong danh bạ; hãy thay bằng chữ khác.',
    en: 'has a letter the typeface lacks, in the template or in the directory; use another.',
  },
  'template-field-missing': {
    vi: 'cần một trường mà mẫu không bảo đảm có; hãy báo người viết mẫu.',
    en: 'asks for a field the template does not make sure of; tell who writes the template.',
  },
} as const satisfies Record<string, Message>;

export type LayoutRule = keyof typeof RULES;

/** A problem of a block of the template, from 0, rather than of a field. */
export function layoutProblem(rule: LayoutRule, block: number, detail: string): FieldProblem {
  const end = detail === '' ? '' : ` (${detail})`;
  return {
    field: `template.blocks[${block}]`,
    rule,
    message: {
      vi: `Khối thứ ${block + 1} của mẫu ${RULES[rule].vi}${end}`,
      en: `Block ${block + 1} of the template ${RULES[rule].en}${end}`,
    },
  };
}
