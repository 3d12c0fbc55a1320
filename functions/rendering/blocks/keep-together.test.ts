import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedTypeface } from '../fonts/typeface.ts';
import { TEMPLATES } from '../testing/sample-input.ts';
import { breakCentred, breakJustified } from '../layout/cheapest-lines.ts';
import { documentFonts, textIn, type Fonts, type Inline } from '../layout/inline.ts';
import { heldName, keepTogether } from './keep-together.ts';
import type { Line } from '../layout/line-breaking.ts';

let fonts: Fonts;
beforeAll(async () => {
  fonts = documentFonts(await sharedTypeface(TEMPLATES));
});

function shown(inlines: readonly Inline[]): string {
  return inlines
    .map((each) => (each.kind === 'text' ? each.text : each.kind === 'space' ? '_' : '□'))
    .join('');
}

function textOf(line: Line): string {
  return line.words
    .map(({ inlines, spaceBefore }, at) => (at > 0 && spaceBefore ? ' ' : '') + shown(inlines))
    .join('');
}

describe('no line is broken', () => {
  it.each([
    ['theo khoản 2 Điều 5 Nghị định', 'theo khoản_2 Điều_5 Nghị định'],
    ['điểm c khoản 1 Điều 12', 'điểm_c khoản_1 Điều_12'],
    ['Chương IV và Phụ lục II', 'Chương_IV và Phụ_lục_II'],
    ['Nghị định số 217/2026/NĐ-CP của', 'Nghị định số_217/2026/NĐ-CP của'],
    ['số định danh cá nhân', 'số_định danh cá nhân'],
    ['thửa đất số 152, tờ bản đồ số 38', 'thửa đất số_152, tờ bản_đồ_số_38'],
    ['ngày 05 tháng 02 năm 2026, tại', 'ngày_05_tháng_02_năm_2026, tại'],
    ['trước ngày 30/11/2026 phải', 'trước ngày_30/11/2026 phải'],
    ['lúc 08 giờ 30 phút ngày', 'lúc 08_giờ_30_phút ngày'],
    ['rộng 1.250,5 m² đất', 'rộng 1.250,5_m² đất'],
    ['trong 15 ngày làm việc', 'trong 15_ngày làm việc'],
    ['là 2.500 triệu đồng, nộp', 'là 2.500_triệu_đồng, nộp'],
    ['điện thoại 0905 123 456', 'điện thoại 0905_123_456'],
    ['TM. ỦY BAN', 'TM._ỦY BAN'],
    ['của bà Trần Thị Kim Loan phối', 'của bà_Trần_Thị_Kim_Loan phối'],
    ['Ông/Bà Y Thơm Mlô có', 'Ông/Bà_Y_Thơm_Mlô có'],
    ["bà H'Bơ̆ Niê Kdăm cư trú", "bà_H'Bơ̆_Niê_Kdăm cư trú"],
    ['Trên – dưới', 'Trên_– dưới'],
    ['một\u00A0hai ba', 'một_hai ba'],
    ['Cho phép chuyển mục đích', 'Cho phép chuyển mục đích'],
  ])('in "%s" but where it says %s', (text, held) => {
    expect(shown(keepTogether(textIn(fonts.regular, text.normalize('NFC'))))).toBe(held.normalize('NFC'));
  });

  it('across a change of face, as between "Ông" and a name in bold', () => {
    const inlines = [
      ...textIn(fonts.regular, 'Ông '),
      ...textIn(fonts.bold, 'Y Thơm Mlô, theo Điều '),
      ...textIn(fonts.regular, '5'),
    ];
    expect(shown(keepTogether(inlines))).toBe('Ông_Y_Thơm_Mlô, theo Điều_5'.normalize('NFC'));
  });
});

describe('a justified paragraph', () => {
  const fragments = [
    'khoản 2 Điều 5',
    'ngày 05 tháng 02 năm 2026',
    'số 12',
    '1.250,5 m²',
    'ông Y Thơm Mlô',
    'cho phép',
    'chuyển mục đích',
    'a',
  ];

  it('never ends a line in "số", inside a reference, a date, a quantity or a name, whatever its width', () => {
    const paragraph = fc.array(fc.constantFrom(...fragments), { minLength: 5, maxLength: 60 });
    fc.assert(
      fc.property(paragraph, fc.integer({ min: 190, max: 500 }), (parts, width) => {
        const text = parts.join(' và ').normalize('NFC');
        const lines = breakJustified(keepTogether(textIn(fonts.regular, text)), {
          size: 13,
          width,
          indent: 20,
          longestName: 1,
        });
        const broken = lines.map(textOf).map((line) => line.replaceAll('_', ' '));
        expect(broken.join(' ')).toBe(text);
        for (const line of broken.slice(0, -1)) {
          expect(line).not.toMatch(/(số|khoản|Điều|ngày|ngày \d+|tháng|tháng \d+|năm|ông|Y|Thơm|1\.250,5)$/u);
        }
        for (const line of lines) expect(line.width).toBeLessThanOrEqual(width + 0.01);
      }),
      { seed: 20_261_125 },
    );
  });

  it('spreads the looseness of one line over its neighbours', () => {
    const text =
      'Ủy ban nhân dân phường giao bà Trần Thị Kim Loan phối hợp với ông Nguyễn Phước Bảo Quỳnh kiểm tra thửa đất'.normalize(
        'NFC',
      );
    const measure = { size: 13, width: 230, indent: 0 };
    const stretch = ({ width, words }: Line): number =>
      (measure.width - width) / Math.max(1, words.length - 1);
    const lines = breakJustified(keepTogether(textIn(fonts.regular, text)), measure);
    for (const line of lines.slice(0, -1)) expect(stretch(line)).toBeLessThan(25);
  });

  it('leaves a line ragged whose spaces would grow by more than 0.6 em, and fills any other', () => {
    const text =
      'Theo khoản 2 Điều 5 Nghị định số 217/2026/NĐ-CP ngày 05 tháng 02 năm 2026 của Chính phủ về đất đai';
    const inlines = keepTogether(textIn(fonts.regular, text.normalize('NFC')));
    const first = (width: number) => breakJustified(inlines, { size: 13, width, indent: 0 })[0];
    expect(first(420)).toMatchObject({ ragged: true });
    expect(first(480)).toMatchObject({ ragged: false });
  });

  it('breaks a name that is too long for half a line, and any word wider than a whole one', () => {
    const name = heldName({
      kind: 'text',
      text: 'Nguyễn Phước Bảo Quỳnh Công Tằng Tôn Nữ',
      font: fonts.regular,
    });
    expect(breakJustified(name, { size: 13, width: 300, indent: 0 })).toHaveLength(1);
    const word = textIn(fonts.regular, 'x'.repeat(200));
    const lines = breakJustified(word, { size: 13, width: 100, indent: 30 });
    expect(lines.map(textOf).join('')).toBe('x'.repeat(200));
    for (const { width } of lines) expect(width).toBeLessThanOrEqual(100.01);
  });
});

describe('a centred text', () => {
  it('has as few lines as may be, of nearly equal width', () => {
    const text = textIn(fonts.bold, 'Về việc cho phép chuyển mục đích sử dụng đất nông nghiệp sang đất ở');
    const lines = breakCentred(text, { size: 14, width: 400, indent: 0 });
    expect(lines).toHaveLength(2);
    expect(Math.abs(lines[0]!.width - lines[1]!.width)).toBeLessThan(60);
  });
});
