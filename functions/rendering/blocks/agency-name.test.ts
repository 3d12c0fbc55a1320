import { beforeAll, expect, it } from 'vitest';
import { sharedTypeface } from '../fonts/typeface.ts';
import { documentFonts, textIn, type Fonts } from '../layout/inline.ts';
import { TEMPLATES } from '../testing/sample-input.ts';
import { breakAgencyName } from './agency-name.ts';

let fonts: Fonts;
beforeAll(async () => {
  fonts = documentFonts(await sharedTypeface(TEMPLATES));
});

it.each([
  ['SỞ XÂY DỰNG'],
  ['ỦY BAN NHÂN DÂN/PHƯỜNG BUÔN MA THUỘT'],
  ['ỦY BAN NHÂN DÂN/ĐẶC KHU PHÚ QUỐC'],
  ['ỦY BAN NHÂN DÂN/TỈNH ĐẮK LẮK'],
  ['SỞ NÔNG NGHIỆP/VÀ MÔI TRƯỜNG'],
  ['PHÒNG KINH TẾ,/HẠ TẦNG VÀ ĐÔ THỊ'],
  ['TRUNG TÂM/PHỤC VỤ HÀNH CHÍNH CÔNG/PHƯỜNG BUÔN MA THUỘT'],
  ['PHÓ CHỦ TỊCH/THƯỜNG TRỰC'],
  ['PHÓ CHỦ TỊCH/THƯỜNG TRỰC PHỤ TRÁCH/VĂN HÓA - XÃ HỘI'],
  ['THƯỜNG TRỰC/HỘI ĐỒNG NHÂN DÂN/PHƯỜNG BUÔN MA THUỘT'],
])('breaks an agency name or a position as a clerk does: %s', (name) => {
  const text = name.replaceAll('/', ' ').normalize('NFC');
  const lines = breakAgencyName(textIn(fonts.bold, text), { size: 12.5, width: 190, indent: 0 });
  const shown = lines.map(({ words }) =>
    words
      .map(({ inlines }) => inlines.map((each) => (each.kind === 'text' ? each.text : ' ')).join(''))
      .join(' '),
  );
  expect(shown.join('/')).toBe(name.normalize('NFC'));
});
