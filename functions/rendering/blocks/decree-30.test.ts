import { describe, expect, it } from 'vitest';
import { blockDocument } from '../testing/block-document.ts';
import { drawnPages, type DrawnLetter, type DrawnPage } from '../testing/drawn-page.ts';
import { MARGINS, PARAGRAPH, PLACES, RULES, SIZES } from './decree-30.ts';

const BLOCKS = [
  { type: 'header' },
  { type: 'title', text: 'QUYẾT ĐỊNH', subtitle: 'Về việc cấp phép' },
  { type: 'paragraph', style: 'basis', text: 'Căn cứ Luật Đất đai;' },
  { type: 'paragraph', text: 'Nội dung của văn bản.' },
  { type: 'signature', recipients: [{ text: 'Như trên;' }, { text: 'Lưu: VT.' }] },
];

/** The first letters of a text as they are drawn. */
function find(page: DrawnPage, text: string): DrawnLetter {
  const all = page.letters.map(({ letter }) => letter).join('');
  const at = all.indexOf(text.normalize('NFC'));
  const letter = page.letters[at];
  if (at < 0 || !letter) throw new Error(`${text} is not on the page`);
  return letter;
}

async function firstPage(blocks: readonly object[] = BLOCKS): Promise<DrawnPage> {
  const [page] = await drawnPages((await blockDocument(blocks)).pdf);
  return page!;
}

describe('Decree 30/2020, Appendix I', () => {
  it('allows every measure the pages are drawn with', () => {
    for (const rules of [MARGINS, SIZES, RULES, PARAGRAPH]) {
      for (const [name, { article, within, used }] of Object.entries(rules)) {
        expect(article, name).toMatch(/^Phần I, mục I+\.\d$/);
        expect(used, name).toBeGreaterThanOrEqual(within[0]);
        expect(used, name).toBeLessThanOrEqual(within[1]);
      }
    }
    expect(PLACES.map(({ place }) => place)).toEqual(
      '1 2 3 4 5a 5b 6 7a 7b 7c 8 9a 9b 10a 10b 11 12 13 14'.split(' '),
    );
  });

  it('sets each element in its size and face', async () => {
    const page = await firstPage();
    const seen = (text: string): string => {
      const { size, face } = find(page, text);
      return `${size} ${face}`;
    };
    expect(seen('CỘNG HÒA')).toBe('12.5 Bold');
    expect(seen('Độc lập')).toBe('13.5 Bold');
    expect(seen('ỦY BAN NHÂN DÂN')).toBe('12.5 Regular');
    expect(seen('Số:')).toBe('13 Regular');
    expect(seen('Buôn Ma Thuột,')).toBe('13 Italic');
    expect(seen('QUYẾT ĐỊNH')).toBe('14 Bold');
    expect(seen('Căn cứ')).toBe('13 Italic');
    expect(seen('Nội dung')).toBe('13 Regular');
    expect(seen('Nơi nhận:')).toBe('12 BoldItalic');
    expect(seen('Như trên')).toBe('11 Regular');
    expect(seen('Y Thơm Mlô')).toBe('13 Bold');
  });

  it('puts the elements where ô 1 to 9b are', async () => {
    const page = await firstPage();
    const [nation, motto, agency] = [find(page, 'CỘNG HÒA'), find(page, 'Độc lập'), find(page, 'ỦY BAN')];
    expect(agency.left).toBeLessThan(nation.left);
    expect(find(page, 'Số:').baseline).toBe(find(page, 'Buôn Ma Thuột,').baseline);
    expect(find(page, 'Số:').baseline).toBeLessThan(motto.baseline);
    const texts = {
      1: 'CỘNG HÒA',
      2: 'ỦY BAN',
      3: 'Số:',
      4: 'Buôn Ma Thuột,',
      '7a': 'CHỦ TỊCH',
      '7b': 'Y Thơm',
      '9b': 'Nơi nhận',
    };
    for (const { place, box } of PLACES) {
      const text = texts[place as keyof typeof texts];
      if (!text) continue;
      const left = (find(page, text).left * 25.4) / 72;
      expect(left, place).toBeGreaterThanOrEqual(box[0] - 1);
      expect(left, place).toBeLessThan(box[0] + box[2]);
    }
    expect(find(page, 'Nơi nhận:').left).toBeLessThan(find(page, 'CHỦ TỊCH').left);
    expect(find(page, 'Y Thơm Mlô').baseline).toBeLessThan(page.fields.get('official')!.bottom);
  });

  it('keeps the lines of both columns of the head level', async () => {
    const page = await firstPage();
    expect(find(page, 'ỦY BAN').baseline).toBe(find(page, 'CỘNG HÒA').baseline);
    expect(find(page, 'TỈNH ĐẮK').baseline).toBe(find(page, 'Độc lập').baseline);
  });

  it('draws the rules under motto, agency and title as long as it says', async () => {
    const page = await firstPage();
    const lengthUnder = (text: string): number => {
      const { left, baseline } = find(page, text);
      const letters = page.letters.filter(
        (each) => each.baseline === baseline && each.face === 'Bold' && each.left >= left - 0.1,
      );
      const own = letters.slice(0, text.length).reduce((sum, { width }) => sum + width, 0);
      const rule = page.lines.find(
        (line) =>
          line.top < baseline &&
          line.top > baseline - 9 &&
          line.left >= left - 0.1 &&
          line.right <= left + own + 0.1,
      );
      return (rule!.right - rule!.left) / own;
    };
    expect(lengthUnder('Độc lập - Tự do - Hạnh phúc')).toBeCloseTo(1, 2);
    expect(lengthUnder('PHƯỜNG BUÔN MA THUỘT')).toBeCloseTo(0.4, 2);
    expect(lengthUnder('Về việc cấp phép')).toBeCloseTo(0.4, 2);
  });

  it('numbers an appendix from one and shows no number on first pages', async () => {
    const words = { type: 'paragraph', text: 'chữ '.repeat(1500) };
    const { pdf } = await blockDocument([
      ...BLOCKS.slice(0, 2),
      words,
      { type: 'appendix', label: 'Phụ lục', title: 'DANH SÁCH' },
      words,
    ]);
    const numbers = (await drawnPages(pdf)).map(({ letters, height }) =>
      letters.flatMap(({ letter, baseline }) => (baseline > height - 50 ? [letter] : [])).join(''),
    );
    const appendixAt = numbers.lastIndexOf('');
    expect(appendixAt).toBeGreaterThan(1);
    expect(numbers.slice(0, appendixAt)).toEqual([
      '',
      ...numbers.slice(1, appendixAt).map((_, at) => String(at + 2)),
    ]);
    expect(numbers.slice(appendixAt)).toEqual([
      '',
      ...numbers.slice(appendixAt + 1).map((_, at) => String(at + 2)),
    ]);
  });

  it('letters điểm with the Vietnamese alphabet and numbers only what is drawn', async () => {
    const points = Array.from({ length: 6 }, (_, at) => ({ text: `điểm${at}` }));
    const items = [
      { when: 'data.absent', text: 'không có' },
      { title: 'Tên', clauses: [{ unless: 'data.absent', text: 'khoản', points }] },
      { text: 'hiệu lực' },
    ];
    const page = await firstPage([{ type: 'articles', items }]);
    const text = page.letters.map(({ letter }) => letter).join('');
    expect(text).toBe(
      'Điều 1. Tên1. khoảna) điểm0b) điểm1c) điểm2d) điểm3đ) điểm4e) điểm5Điều 2. hiệu lực'.normalize('NFC'),
    );
  });

  it('takes at least two lines of text to the page of the signatures', async () => {
    for (const words of [500, 520, 540, 560, 580, 600, 620, 640]) {
      const { pdf } = await blockDocument([
        { type: 'paragraph', text: 'chữ '.repeat(words) },
        BLOCKS.at(-1)!,
      ]);
      const last = (await drawnPages(pdf)).at(-1)!;
      const lines = new Set(
        last.letters
          .filter(({ letter, size }) => letter === 'ữ' && size === 13)
          .map(({ baseline }) => baseline),
      );
      expect(lines.size, `${words} words`).toBeGreaterThanOrEqual(2);
      expect(last.fields.has('official')).toBe(true);
    }
  });
});
