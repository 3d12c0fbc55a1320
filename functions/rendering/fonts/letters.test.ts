import { beforeAll, describe, expect, it } from 'vitest';
import { documentFonts, textIn } from '../layout/inline.ts';
import { paginate } from '../layout/paginate.ts';
import { paragraph } from '../layout/paragraph.ts';
import { renderPageBitmap } from '../page-image.ts';
import { StructureElement } from '../pdf/structure.ts';
import { writeDocument } from '../pdf/write-document.ts';
import { expectPicture } from '../testing/expect-picture.ts';
import { TEMPLATES } from '../testing/sample-input.ts';
import { MissingGlyph } from './face.ts';
import { lettersOf } from '../../platform/letters.ts';
import { placeMarks } from './mark-placement.ts';
import { sharedTypeface, type Typeface } from './typeface.ts';

/** Letters of Ê Đê and Gia Rai that Unicode has no single character for. */
const COMPOSED = ['ơ̆', 'ư̆', 'ô̆', 'ê̆', 'Ơ̆', 'Ư̆', 'Ô̆', 'Ê̆'].map((letter) => letter.normalize('NFC'));

let typeface: Typeface;
beforeAll(async () => {
  typeface = await sharedTypeface(TEMPLATES);
});

describe('letters', () => {
  it('keep the marks that NFC leaves apart with their letter', () => {
    expect(lettersOf("H'Bơ̆ Ê".normalize('NFC'))).toEqual(['H', "'", 'B', 'ơ̆'.normalize('NFC'), ' ', 'Ê']);
  });

  it('stand alone when a text begins with a mark', () => {
    expect(lettersOf('\u0306a')).toEqual(['\u0306', 'a']);
  });
});

describe('every face', () => {
  it('has every letter of Vietnamese and of the Central Highlands', () => {
    const vietnamese = 'aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz';
    const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323', '\u0306'];
    const all = tones.flatMap((tone) => Array.from(vietnamese, (letter) => (letter + tone).normalize('NFC')));
    const text = [...all, ...all.map((letter) => letter.toUpperCase()), 'ƀčĕĭñŏŭ'].join('');
    for (const face of Object.values(typeface)) expect(face.missingIn(text)).toEqual([]);
  });

  it.each([
    ['Ê Đê', 'a ă â b ƀ č d đ e ĕ ê ê̆ g h i ĭ j k l m n ñ o ŏ ô ô̆ ơ ơ̆ p r s t u ŭ ư ư̆ w y'],
    ['Gia Rai', 'a ă â b ƀ č d đ e ĕ ê ê̆ g h i ĭ j k l m n ñ o ŏ ô ô̆ ơ ơ̆ p r s t u ŭ ư ư̆ w y'],
    ['Ba Na', 'a ă â b ƀ č d đ e ĕ ê ê̆ g h i ĭ j k l m n ñ o ŏ ô ô̆ ơ ơ̆ p r s t u ŭ ư ư̆ w y'],
    ['Xơ Đăng', 'a ă â b c d đ e ê ê̆ g h i ĭ j k l m n o ô ô̆ ơ ơ̆ p r s t u ư ư̆ v x y ă̆ ôi ĩ ễ ỗ ỡ ữ'],
    ['Chăm (Latin)', 'a ā ă â b c d đ e ē ê g h i ī j k l m n ṅ ñ ṇ o ō ô ơ p r s ś ṣ t u ū ư v x y ḍ ḥ'],
    ['Hmông', 'a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z ƣ'],
  ])('has the letters of %s, large and small', (_, letters) => {
    const text = `${letters}${letters.toUpperCase()}'’ʼ-`.normalize('NFC');
    for (const face of Object.values(typeface)) expect(face.missingIn(text)).toEqual([]);
  });

  it('keeps a mark clear of the letter below it and centred on it', () => {
    for (const { font } of Object.values(typeface)) {
      for (const letter of COMPOSED) {
        const [base = 0, ...marks] = Array.from(letter, (character) => character.codePointAt(0) ?? 0);
        const [body, mark] = placeMarks(font, base, marks)!;
        const plain = font.glyphOf(Array.from(letter.normalize('NFD'))[0]!.codePointAt(0)!)!;
        const lowest = font.boundsOf(mark!.glyph).yMin + mark!.dy;
        const hornOnly = /[ơưƠƯ]/.test(letter);
        const covered = font.boundsOf(hornOnly ? plain : body!.glyph).yMax;
        expect(lowest - covered, letter).toBeGreaterThanOrEqual(font.unitsPerEm * 0.04);
      }
    }
  });

  it('refuses a letter it cannot draw, by name', () => {
    expect(() => typeface.regular.widthOf('☑')).toThrow(MissingGlyph);
    expect(() => typeface.regular.widthOf('☑')).toThrow('"☑" (U+2611)');
  });

  it('leaves no ink out: every face draws names as they were looked at and approved', async () => {
    const fonts = documentFonts(typeface);
    const root = new StructureElement('Document');
    const text = `Y Bhĭu Niê Kdăm, H'Bơ̆ Êban, Nguyễn Phước Bảo Quỳnh; ${COMPOSED.join(' ')} j̆ ĕ̱ ộ Ặ`;
    const frame = { left: 20, width: 460 };
    const pieces = Object.values(fonts).flatMap((font) =>
      paragraph(textIn(font, text.normalize('NFC')), root.add('P'), frame, { size: 24, align: 'left' }),
    );
    const paper = { width: 500, height: 280, top: 10, bottom: 10, left: 20, right: 20 };
    const metadata = { title: 'Chữ', author: 'Kết quả', createdAt: new Date(0) };
    const pages = paginate(pieces, paper);
    const pdf = await writeDocument({ pages, fonts: Object.values(fonts), structure: root, metadata });
    expect(pages).toHaveLength(1);
    expectPicture('letters', await renderPageBitmap(pdf, 0, 750));
  });
});
