import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFString, type PDFObject } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { renderPageBitmap } from '../page-image.ts';
import { encodePng } from '../png.ts';
import { renderResult } from '../render-result.ts';
import { templateDefinition } from '../template/definition.ts';
import { blockDocument, blockInput } from '../testing/block-document.ts';
import { drawnPages } from '../testing/drawn-page.ts';
import { expectPicture } from '../testing/expect-picture.ts';

const key = (name: string): PDFName => PDFName.of(name);

/** The structure tree as nested tags, with what a screen reader is told. */
async function outline(pdf: Uint8Array): Promise<string> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const said = (value: PDFObject | undefined): string =>
    value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : String(value ?? '');
  const spoken = (element: PDFDict): string => {
    const kids = element.lookup(key('K'));
    const all =
      kids instanceof PDFArray ? Array.from({ length: kids.size() }, (_, at) => kids.lookup(at)) : [kids];
    const attributes = element.lookup(key('A'));
    const marks = [
      element.has(key('Alt')) && `"${said(element.get(key('Alt')))}"`,
      element.has(key('Lang')) && said(element.get(key('Lang'))),
      ...(attributes instanceof PDFDict
        ? ['Scope', 'ColSpan', 'RowSpan', 'ListNumbering'].flatMap((name) =>
            attributes.get(key(name)) ? [`${name}${String(attributes.get(key(name)))}`] : [],
          )
        : []),
    ].filter(Boolean);
    const inner = all.flatMap((kid) => (kid instanceof PDFDict && kid.has(key('S')) ? [spoken(kid)] : []));
    const name = `${said(element.get(key('S'))).slice(1)}${marks.length > 0 ? `[${marks.join(' ')}]` : ''}`;
    return inner.length > 0 ? `${name}(${inner.join(' ')})` : name;
  };
  const root = document.catalog.lookup(key('StructTreeRoot'), PDFDict).lookup(key('K'), PDFDict);
  return spoken(root);
}

async function outlineOf(blocks: readonly object[], data: object = {}): Promise<string> {
  return outline((await blockDocument(blocks, data)).pdf);
}

describe('a screen reader finds', () => {
  it('lists with their labels, inner lists inside their entry', async () => {
    const inner = { marker: 'letter', items: [{ text: 'b' }] };
    expect(await outlineOf([{ type: 'list', marker: 'number', items: [{ text: 'a', list: inner }] }])).toBe(
      'Document(L[ListNumbering/Decimal](LI(Lbl LBody(P L[ListNumbering/LowerAlpha](LI(Lbl LBody(P)))))))',
    );
  });

  it('table heads with their scope and spans, and cells that name their row', async () => {
    const table = {
      type: 'table',
      groups: [{ span: 1 }, { heading: 'Vốn', span: 2 }],
      columns: [
        { heading: 'Tên', share: 1, names: true },
        { heading: 'Số', share: 1 },
        { heading: 'Tỷ lệ', share: 1 },
      ],
      rows: [{ cells: ['a', { text: 'b', span: 2 }] }],
    };
    expect(await outlineOf([table])).toBe(
      'Document(Table(TR(TH[Scope/Column RowSpan2] TH[Scope/Column ColSpan2]) TR(TH[Scope/Column] TH[Scope/Column]) ' +
        'TR(TH[Scope/Row] TD[ColSpan2])))',
    );
  });

  it('check boxes with what they say, in their place in the text', async () => {
    const blocks = [
      {
        type: 'choices',
        of: 'data.way',
        options: [
          { value: 'post', text: 'Bưu chính' },
          { value: 'desk', text: 'Quầy' },
        ],
      },
      { type: 'paragraph', text: 'Có {{data.yes|checkbox}} không' },
    ];
    expect(await outlineOf(blocks, { way: 'post', yes: false })).toBe(
      'Document(L[ListNumbering/None](LI(Lbl(Figure["Ô được đánh dấu"]) LBody) LI(Lbl(Figure["Ô trống"]) LBody)) '.normalize(
        'NFC',
      ) + 'P(Figure["Ô trống"]))',
    );
  });

  it('the language of a passage that is not Vietnamese, and headings below the title', async () => {
    const blocks = [
      { type: 'title', text: 'GIẤY PHÉP' },
      { type: 'paragraph', style: 'heading', text: 'Phần' },
      { type: 'paragraph', text: 'Construction permit', lang: 'en' },
      { type: 'appendix', label: 'Phụ lục', title: 'A' },
      { type: 'paragraph', text: 'b' },
    ];
    expect(await outlineOf(blocks)).toBe('Document(H1 H2 P[en] Sect(H1 P P))');
  });

  it('pictures by what they show', async () => {
    const input = await blockInput([{ type: 'image', file: 'so-do.png', alt: 'Sơ đồ', widthMm: 30 }]);
    const png = encodePng({ width: 3, height: 2, data: new Uint8Array(24).fill(90) });
    const { pdf } = await renderResult({
      ...input,
      template: { ...input.template, pictures: new Map([['so-do.png', png]]) },
    });
    expect(await outline(pdf)).toBe('Document(Figure["Sơ đồ"])');
  });
});

describe('an error says where', () => {
  it('a letter has no glyph: letter, field and block', async () => {
    const blocks = [
      { type: 'paragraph', text: 'a' },
      { type: 'list', marker: 'dash', items: [{ text: '{{data.name}}' }] },
    ];
    await expect(blockDocument(blocks, { name: 'H☃' })).rejects.toThrow(
      'the typeface has no glyph for "☃" (U+2603) of {{data.name}}, in block 2 (list)',
    );
  });

  it('a field is missing: field and block', async () => {
    const blocks = [
      { type: 'paragraph', text: 'a' },
      { type: 'paragraph', text: '{{data.born|longDate}}' },
    ];
    await expect(blockDocument(blocks)).rejects.toMatchObject({
      name: 'TemplateFieldMissing',
      message: '{{data.born|longDate}} has no value of that form, in block 2 (paragraph)',
      place: { block: 2, type: 'paragraph' },
    });
  });

  it('a chosen value has no option, a check box no truth, a template no such picture', async () => {
    const choices = { type: 'choices', of: 'data.way', options: [{ value: 'post', text: 'Bưu chính' }] };
    await expect(blockDocument([choices], { way: 'drone' })).rejects.toThrow(
      'no option, in block 1 (choices)',
    );
    await expect(blockDocument([{ type: 'paragraph', text: '{{data.yes|checkbox}}' }])).rejects.toThrow(
      'neither true nor false',
    );
    await expect(blockDocument([{ type: 'image', file: 'a.png', alt: 'A', widthMm: 9 }])).rejects.toThrow(
      'no a.png',
    );
  });

  it('a row reaches over other columns than the table has', () => {
    const table = { type: 'table', columns: [{ heading: 'a', share: 1 }], rows: [{ cells: ['a', 'b'] }] };
    const parsed = templateDefinition.safeParse({
      id: 'a',
      version: 1,
      name: 'A',
      documentTitle: 'A',
      typesetting: 2,
      blocks: [table],
    });
    expect(parsed.error?.issues[0]?.message).toBe('a row reaches over 2 columns of 1');
  });
});

describe('the page', () => {
  it.each(['A4', 'A5'] as const)('of every kind of block on %s looks as it was approved', async (page) => {
    const inner = { marker: 'letter', items: [{ text: 'ý thứ nhất;' }, { text: 'ý thứ hai.' }] };
    const blocks = [
      { type: 'header', subject: 'V/v trả lời kiến nghị về thời hạn giải quyết hồ sơ' },
      { type: 'addressees', to: [{ text: 'Sở Xây dựng;' }, { text: 'bà {{data.name|name}}.' }] },
      {
        type: 'paragraph',
        text: 'Theo khoản 2 Điều 5, bà **{{data.name|name}}** sử dụng 120,5 m² đất. '.repeat(3),
      },
      { type: 'list', marker: 'dash', items: [{ text: 'Gồm:', list: inner }] },
      {
        type: 'articles',
        items: [{ title: 'Hiệu lực', clauses: [{ text: 'Từ ngày ký.', points: [{ text: 'một' }] }] }],
      },
      {
        type: 'fields',
        rows: [
          {
            cells: [
              { label: 'Vợ:', text: '**{{data.name|name}}**' },
              { label: 'Chồng:', text: 'Y Thơm' },
            ],
          },
        ],
      },
      {
        type: 'table',
        groups: [{ span: 1 }, { heading: 'Vốn góp', span: 2 }],
        columns: [
          { heading: 'Thành viên', share: 3, names: true },
          { heading: 'Triệu đồng', share: 2, align: 'right' },
          { heading: 'Tỷ lệ', share: 1, align: 'right' },
        ],
        rows: [
          { cells: ['{{data.name|name}}', '500', '100 %'] },
          { cells: [{ text: '**Cộng**', span: 2 }, '100 %'] },
        ],
      },
      {
        type: 'choices',
        of: 'data.way',
        perRow: 2,
        options: [
          { value: 'post', text: 'Bưu chính' },
          { value: 'desk', text: 'Quầy' },
        ],
      },
      { type: 'signature', recipients: [{ text: 'Như trên;' }, { text: 'Lưu: VT.' }] },
    ];
    const { pdf, pages } = await blockDocument(
      blocks,
      { name: "H'Bơ̆ Niê Kdăm".normalize('NFC'), way: 'post' },
      { page },
    );
    for (let index = 0; index < pages; index++) {
      const name = `blocks-${page.toLowerCase()}-${index + 1}`;
      expectPicture(name, await renderPageBitmap(pdf, index, 480));
    }
  });

  it('of an A5 form is A5', async () => {
    const [page] = await drawnPages((await blockDocument([{ type: 'header' }], {}, { page: 'A5' })).pdf);
    expect([page!.width, page!.height].map(Math.round)).toEqual([420, 595]);
  });

  it('is the same bytes for the same input', async () => {
    const blocks = [{ type: 'header' }, { type: 'paragraph', text: 'khoản 2 Điều 5' }];
    const [first, second] = [await blockDocument(blocks), await blockDocument(blocks)];
    expect(Buffer.compare(first.pdf, second.pdf)).toBe(0);
  });
});
