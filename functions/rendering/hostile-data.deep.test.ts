import { describe, expect, it } from 'vitest';
import { PAPERS } from './blocks/paper.ts';
import { renderPageBitmap } from './page-image.ts';
import { blockDocument } from './testing/block-document.ts';
import { drawnPages, type Box, type DrawnLetter, type DrawnPage } from './testing/drawn-page.ts';

/** 120 letters, as the longest names in the national register of residents are. */
const LONG_NAME = 'Nguyễn Phước Công Tằng Tôn Nữ '.repeat(4).normalize('NFC').slice(0, 120).trim();
const UNBREAKABLE = 'Ằ'.normalize('NFC').repeat(300);
const WORDS = Array.from({ length: 5000 }, (_, index) => `chữ${index}`.normalize('NFC'));

const SIGNATURE = { type: 'signature', recipients: [{ text: 'Lưu: VT, hồ sơ {{dossier.code}}.' }] };

function tableOf(cells: readonly string[], each?: string): object {
  return {
    type: 'table',
    columns: [
      { heading: 'STT', share: 1 },
      { heading: 'Họ và tên', share: 5, names: true },
      { heading: 'Ghi chú', share: 3 },
    ],
    rows: [{ ...(each && { each }), cells }],
  };
}

const CASES: Readonly<Record<string, { readonly blocks: readonly object[]; readonly data: object }>> = {
  'names of 120 letters': {
    blocks: [
      { type: 'header', subject: 'V/v giải quyết hồ sơ của {{data.name|name}}' },
      { type: 'title', text: 'QUYẾT ĐỊNH', subtitle: 'Về việc của {{data.name|name}}' },
      { type: 'addressees', to: [{ text: '{{data.name|name}};' }, { text: '{{data.name}}.' }] },
      {
        type: 'paragraph',
        text: 'Ông **{{data.name|name}}** và bà **{{data.name|name}}** cùng {{data.name}}.',
      },
      {
        type: 'articles',
        items: [{ title: '{{data.name|name}}', clauses: [{ text: '{{data.name|name}}' }] }],
      },
      {
        type: 'fields',
        rows: [
          {
            cells: [
              { label: 'Họ, chữ đệm, tên vợ:', text: '**{{data.name|name}}**' },
              { label: 'Họ, chữ đệm, tên chồng:', text: '**{{data.name|name}}**' },
            ],
          },
        ],
      },
      tableOf(['{{row}}', '{{data.name|name}}', '{{data.name}}']),
      {
        type: 'choices',
        of: 'data.choice',
        perRow: 3,
        options: ['a', 'b', 'c'].map((value) => ({ value, text: '{{data.name|name}}' })),
      },
      { type: 'signature', recipients: [{ text: '{{data.name|name}};' }, { text: 'Lưu: VT.' }] },
    ],
    data: { name: LONG_NAME, choice: 'b' },
  },
  'four hundred rows': {
    blocks: [
      { type: 'paragraph', text: 'Danh sách:' },
      tableOf(['{{row}}', '{{item}}', ''.padEnd(1, '-')], 'data.rows'),
      SIGNATURE,
    ],
    data: { rows: Array.from({ length: 400 }, (_, index) => `Y Thơm Mlô ${index + 1}`) },
  },
  'an empty table': {
    blocks: [
      { type: 'paragraph', text: 'Danh sách:' },
      tableOf(['{{row}}', '{{item}}', '-'], 'data.rows'),
      SIGNATURE,
    ],
    data: { rows: [] },
  },
  'a paragraph of 5,000 words': {
    blocks: [{ type: 'paragraph', text: '{{data.text}}' }, SIGNATURE],
    data: { text: WORDS.join(' ') },
  },
  'a cell of 5,000 words': {
    blocks: [tableOf(['{{row}}', '{{data.text}}', '{{data.text}}']), SIGNATURE],
    data: { text: WORDS.slice(0, 2500).join(' ') },
  },
  'a field of 2,000 words beside a short one': {
    blocks: [
      {
        type: 'fields',
        rows: [
          {
            cells: [
              { label: 'Lý do:', text: '{{data.text}}' },
              { label: 'Căn cứ:', text: 'không' },
            ],
          },
        ],
      },
      SIGNATURE,
    ],
    data: { text: WORDS.slice(0, 2000).join(' ') },
  },
  'one unbreakable word everywhere': {
    blocks: [
      { type: 'header', subject: '{{data.word}}' },
      { type: 'title', text: '{{data.word}}', subtitle: '{{data.word}}', notes: [{ text: '{{data.word}}' }] },
      { type: 'addressees', to: [{ text: '{{data.word}}' }] },
      ...['body', 'basis', 'heading', 'subheading', 'centred', 'note', 'plain'].map((style) => ({
        type: 'paragraph',
        style,
        text: '{{data.word}}',
      })),
      { type: 'list', marker: 'dash', items: [{ text: '{{data.word}}' }] },
      { type: 'articles', items: [{ text: '{{data.word}}' }] },
      {
        type: 'fields',
        rows: [{ cells: [{ label: '{{data.word}}' }, { label: 'a', text: '{{data.word}}' }] }],
      },
      tableOf(['{{data.word}}', '{{data.word}}', '{{data.word}}']),
      { type: 'choices', of: 'data.choice', options: [{ value: 'b', text: '{{data.word}}' }] },
      { type: 'signature', recipients: [{ text: '{{data.word}}' }], authority: ['{{data.word}}'] },
      { type: 'appendix', label: 'Phụ lục', title: '{{data.word}}', reference: '{{data.word}}' },
    ],
    data: { word: UNBREAKABLE, choice: 'b' },
  },
  'sixty recipients': {
    blocks: [
      { type: 'paragraph', text: 'Nội dung./.' },
      { type: 'signature', recipients: [{ each: 'data.to', text: '{{item}};' }, { text: 'Lưu: VT.' }] },
    ],
    data: { to: Array.from({ length: 59 }, (_, index) => `Ủy ban nhân dân xã ${index}`.normalize('NFC')) },
  },
};

/** Body of a letter; what reaches out of it (accents, descenders) may come near the next line, never across. */
function bodyOf({ left, width, baseline, size }: DrawnLetter): Box {
  return {
    left: left + 0.2,
    right: left + width - 0.2,
    bottom: baseline - size * 0.1,
    top: baseline + size * 0.62,
  };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.bottom < b.top && b.bottom < a.top;
}

/** Letters drawn over each other, over a rule, or under a form field. */
function collisions({ letters, lines, fields }: DrawnPage): string[] {
  const drawn = letters
    .filter(({ letter }) => letter.trim() !== '')
    .map((each) => ({ each, box: bodyOf(each) }));
  const byHeight = drawn.toSorted((a, b) => b.box.top - a.box.top);
  const found: string[] = [];
  for (const [index, { each, box }] of byHeight.entries()) {
    for (let other = index + 1; other < byHeight.length && byHeight[other]!.box.top > box.bottom; other++) {
      if (overlap(box, byHeight[other]!.box)) found.push(`${each.letter} on ${byHeight[other]!.each.letter}`);
    }
    if (lines.some((line) => overlap(box, line))) found.push(`${each.letter} on a rule`);
    for (const [name, field] of fields) if (overlap(box, field)) found.push(`${each.letter} under ${name}`);
  }
  return found;
}

const PIXELS = 700;

/** Ink where nothing was drawn, and letters without ink, both counted in the picture. */
async function strayInk(
  pdf: Uint8Array,
  index: number,
  page: DrawnPage,
): Promise<{ stray: number; lost: string[] }> {
  const { width, height, data } = await renderPageBitmap(pdf, index, PIXELS);
  const scale = width / page.width;
  const explained = new Uint8Array(width * height);
  const each = (box: Box, visit: (at: number) => void): void => {
    for (
      let y = Math.max(0, Math.floor(height - box.top * scale));
      y <= Math.min(height - 1, height - box.bottom * scale);
      y++
    ) {
      for (
        let x = Math.max(0, Math.floor(box.left * scale));
        x <= Math.min(width - 1, box.right * scale);
        x++
      )
        visit(y * width + x);
    }
  };
  const explain = (box: Box, around: number): void =>
    each(
      {
        left: box.left - around,
        right: box.right + around,
        bottom: box.bottom - around,
        top: box.top + around,
      },
      (at) => (explained[at] = 1),
    );
  const dark = (at: number): boolean => (data[at * 4 + 1] ?? 255) < 140;
  const lost: string[] = [];
  for (const letter of page.letters) {
    const { left, baseline, size } = letter;
    const whole = {
      left,
      right: left + letter.width,
      bottom: baseline - size * 0.3,
      top: baseline + size * 1.1,
    };
    explain(whole, 1.5);
    let ink = 0;
    each(whole, (at) => (ink += (data[at * 4 + 1] ?? 255) < 200 ? 1 : 0));
    if (ink === 0 && letter.letter.trim() !== '') lost.push(letter.letter);
  }
  for (const box of [...page.lines, ...page.filled]) explain(box, 1.5);
  let stray = 0;
  for (let at = 0; at < explained.length; at++) if (explained[at] === 0 && dark(at)) stray++;
  return { stray, lost };
}

describe.each(['A4', 'A5'] as const)('on %s', (paper) => {
  describe.each(Object.entries(CASES))('%s', (_, { blocks, data }) => {
    it('stay inside the margins, never over each other, and every letter has its ink', async () => {
      const hostile = {
        page: paper,
        agency: { name: LONG_NAME, parentName: LONG_NAME, place: LONG_NAME },
        signing: {
          authorityLines: ['TM. ỦY BAN NHÂN DÂN', LONG_NAME],
          signerName: LONG_NAME,
          sealDiameterMm: 36,
        },
        number: { suffix: '/QĐ-UBND' },
      };
      const { pdf } = await blockDocument(blocks, data, hostile);
      const { geometry } = PAPERS[paper];
      for (const [index, page] of (await drawnPages(pdf)).entries()) {
        const visible = page.letters.filter(({ letter }) => letter.trim() !== '');
        const content = visible.filter(({ artifact }) => !artifact);
        expect(content.length).toBeGreaterThan(0);
        expect(Math.min(...visible.map(({ left }) => left))).toBeGreaterThanOrEqual(geometry.left - 0.1);
        expect(Math.max(...visible.map(({ left, width }) => left + width))).toBeLessThanOrEqual(
          geometry.width - geometry.right + 0.1,
        );
        expect(Math.min(...visible.map(({ baseline }) => baseline))).toBeGreaterThan(geometry.bottom);
        expect(Math.max(...content.map(({ baseline }) => baseline))).toBeLessThan(
          geometry.height - geometry.top,
        );
        expect(collisions(page)).toEqual([]);
        expect(await strayInk(pdf, index, page)).toEqual({ stray: 0, lost: [] });
      }
    });

    it('lose no letter of what they are given', async () => {
      const { pdf } = await blockDocument(blocks, data, { page: paper });
      const pages = await drawnPages(pdf);
      const content = pages.flatMap(({ letters }) => letters.filter(({ artifact }) => !artifact));
      const counted = Map.groupBy(content, ({ letter }) => letter);
      for (const value of Object.values(data).flat()) {
        const needed = Map.groupBy(Array.from(String(value).replaceAll(' ', '')), (letter) => letter);
        if (value === 'b') continue;
        for (const [letter, all] of needed)
          expect(counted.get(letter)?.length ?? 0).toBeGreaterThanOrEqual(all.length);
      }
    });
  });
});

describe('what is long', () => {
  it('reads in its order, word for word, over all its pages', async () => {
    const { pdf, pages } = await blockDocument(CASES['a paragraph of 5,000 words']!.blocks, {
      text: WORDS.join(' '),
    });
    const letters = (await drawnPages(pdf)).flatMap((page) =>
      page.letters.filter(({ artifact }) => !artifact),
    );
    expect(pages).toBeGreaterThan(5);
    expect(letters.map(({ letter }) => letter).join('')).toContain(WORDS.join(' '));
  });

  it('shows all four hundred rows, each once, under a head on every page', async () => {
    const { blocks, data } = CASES['four hundred rows']!;
    const { pdf } = await blockDocument(blocks, data);
    const pages = await drawnPages(pdf);
    const texts = pages.map(({ letters }) => letters.map(({ letter }) => letter).join(''));
    for (const text of texts.slice(0, -1)) expect(text).toContain('Họ và tên');
    const rows = Array.from(texts.join('').matchAll(/Y Thơm Mlô (\d+)-/gu), ([, row]) => Number(row));
    expect(rows).toHaveLength(400);
    expect(new Set(rows).size).toBe(400);
  });

  it('says in a table without rows that there is nothing', async () => {
    const { blocks, data } = CASES['an empty table']!;
    const [page] = await drawnPages((await blockDocument(blocks, data)).pdf);
    expect(page!.letters.map(({ letter }) => letter).join('')).toContain('Không có');
  });
});
