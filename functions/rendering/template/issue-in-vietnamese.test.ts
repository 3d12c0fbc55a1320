import { describe, expect, it } from 'vitest';
import { dataSchema } from './data-schema.ts';
import { templateDefinition } from './definition.ts';
import { wrongForm } from './written-wrongly.ts';

const column = { heading: 'a', share: 1 };
const option = { value: 'a', text: 'a' };

/** What the writer of a template is told of a block, or of another part of it. */
function told(block: object, part: object = {}): string {
  const identity = { id: 'mau', version: 1, name: 'Mẫu', documentTitle: 'Mẫu', typesetting: 2 };
  const written = { ...identity, blocks: [block], ...part };
  return wrongForm('template.json', templateDefinition.safeParse(written, { reportInput: true }).error!).vi;
}

const header = { type: 'header' };

describe('the writer of a template is told in Vietnamese', () => {
  it.each<[string, object, object, string]>([
    [
      'a list without entries',
      { type: 'list', marker: 'dash', items: [] },
      {},
      'khối 1.items: danh sách cần ít nhất 1 phần',
    ],
    [
      'a list that is too long',
      { type: 'signature', authority: Array(7).fill('A') },
      {},
      'khối 1.authority: danh sách có nhiều nhất 6 phần',
    ],
    ['an empty text', { type: 'paragraph', text: '' }, {}, 'khối 1.text: cần ít nhất 1 ký tự'],
    [
      'a title that is too long',
      header,
      {
        appendices: [
          { documentTitle: 'A'.repeat(201), blocks: [{ type: 'appendix', label: 'A', title: 'A' }] },
        ],
      },
      'appendices.0.documentTitle: có nhiều nhất 200 ký tự',
    ],
    ['a number that is too small', header, { version: 0 }, 'version: số phải lớn hơn 0'],
    [
      'a number below its bound',
      { type: 'choices', of: 'data.a', perRow: 0, options: [option] },
      {},
      'khối 1.perRow: số phải từ 1 trở lên',
    ],
    [
      'a number above its bound',
      { type: 'choices', of: 'data.a', perRow: 5, options: [option] },
      {},
      'khối 1.perRow: số phải từ 4 trở xuống',
    ],
    ['a number as text', header, { version: '1' }, 'version: phải là số, không có dấu nháy'],
    ['a text as number', { type: 'paragraph', text: 1 }, {}, 'khối 1.text: phải là chữ trong dấu nháy thẳng'],
    ['blocks that are no list', header, { blocks: {} }, 'blocks: phải là danh sách trong dấu [ ]'],
    [
      'a path that begins with neither data nor item',
      { type: 'paragraph', text: 'a', when: 'dat.a' },
      {},
      'khối 1.when: "dat.a" không theo mẫu /^(data|item)',
    ],
    [
      'a choice that is none',
      { type: 'title', text: 'a', rule: 'long' },
      {},
      'khối 1.rule: phải là "short" hoặc "none"',
    ],
    [
      'an unknown block by what was written',
      { type: 'paragrap' },
      {},
      'khối 1.type: không có kiểu "paragrap"; hãy dùng header, title,',
    ],
    ['a block without a type', { text: 'a' }, {}, 'khối 1.type: thiếu mục này; hãy dùng header, title,'],
    ['a typesetting there is not', header, { typesetting: 3 }, 'typesetting: không có kiểu 3; hãy dùng 1, 2'],
    ['a missing name', header, { name: undefined }, 'name: thiếu mục này'],
    [
      'a row that is too wide',
      { type: 'table', columns: [column, column], rows: [{ cells: ['a', 'b', 'c'] }] },
      {},
      'khối 1: có hàng gồm 3 cột, mà bảng có 2 cột',
    ],
    [
      'a cell that is neither text nor group',
      { type: 'table', columns: [column], rows: [{ cells: [1] }] },
      {},
      'cells.0: phải là chữ trong dấu nháy thẳng hoặc một nhóm trong dấu { }',
    ],
    [
      'a cell with a slip inside',
      { type: 'table', columns: [column], rows: [{ cells: [{ text: 'a', span: 'x' }] }] },
      {},
      'cells.0: span: phải là số, không có dấu nháy',
    ],
    [
      'an appendix that begins otherwise',
      header,
      { appendices: [{ documentTitle: 'A', blocks: [{ type: 'pageBreak' }] }] },
      'appendices.0: khối đầu tiên của phụ lục phải là "appendix"',
    ],
  ])('%s', (_, block, part, said) => {
    expect(told(block, part)).toContain(said);
  });

  it('what of a schema has another form', () => {
    const properties = {
      So_dien_thoai: { title: 'a', type: 'boolean' },
      code: { title: 'a', type: 'string', pattern: '[0-9]+' },
      way: { title: 'a', type: 'text' },
    };
    const parsed = dataSchema.safeParse({ title: 'A', type: 'object', properties }, { reportInput: true });
    const { vi } = wrongForm('schema.json', parsed.error!);
    expect(vi).toContain('properties.So_dien_thoai: tên này "So_dien_thoai" không theo mẫu /^[a-z]');
    expect(vi).toContain('properties.code.pattern: "[0-9]+" phải bắt đầu bằng "^"');
    expect(vi).toContain('properties.way.type: không có kiểu "text"; hãy dùng string, number, integer,');
    expect(vi).toContain('additionalProperties: thiếu mục này');
    expect(vi).toContain('$schema: thiếu mục này');
  });
});
