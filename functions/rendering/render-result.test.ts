import { beforeAll, describe, expect, it } from 'vitest';
import { MissingGlyph } from './fonts/face.ts';
import { countPages, renderPageBitmap } from './page-image.ts';
import type { Bitmap } from './png.ts';
import { renderResult, type RenderedResult } from './render-result.ts';
import type { ResultInput } from './result-input.ts';
import { TemplateFieldMissing } from './template/scope.ts';
import { expectPicture } from './testing/expect-picture.ts';
import { inkIn } from './testing/ink.ts';
import { readCodes } from './testing/read-codes.ts';
import { sampleData, sampleInput, SHIPPED } from './testing/sample-input.ts';

async function pictures(pdf: Uint8Array, width: number): Promise<Bitmap[]> {
  const pages = Array.from({ length: await countPages(pdf) }, (_, page) => page);
  return Promise.all(pages.map((page) => renderPageBitmap(pdf, page, width)));
}

describe.each(SHIPPED)('the template $id, version $version,', ({ id, version }) => {
  let input: ResultInput;
  let result: RenderedResult;
  beforeAll(async () => {
    input = await sampleInput(id, {}, version);
    result = await renderResult(input);
  });

  it('weighs at most 30 KB, and 3 KB for each page after the first', () => {
    expect(result.pdf.length).toBeLessThan(27_000 + 3_000 * result.pages);
  });

  it('gives the same bytes for the same input', async () => {
    const again = await renderResult(await sampleInput(id, {}, version));
    expect(Buffer.compare(result.pdf, again.pdf)).toBe(0);
  });

  it('carries a QR code that a scanner reads as the check page', async () => {
    const found = await Promise.all((await pictures(result.pdf, 1200)).map(readCodes));
    expect(found.flat()).toEqual([`QRCode:${input.verifyUrl}`]);
  });
});

describe('a result with hostile data', () => {
  const longName = 'Nguyễn Phước Bảo Quỳnh Công Tằng Tôn Nữ Hoàng Thị Thanh Huyền Trân Diệu Ái ';

  it('wraps names, agencies and places and leaves the margins free', async () => {
    const { pdf } = await renderResult(
      await sampleInput('giay-phep-xay-dung', {
        agency: {
          name: 'Ủy ban nhân dân xã Thượng Nguyên Trường Sơn Hoà Bình Trung Thượng Phước',
          parentName: 'Ủy ban nhân dân tỉnh Thừa Thiên Quảng Nam Khánh Hoà Đắk Lắk',
          place: 'Thượng Nguyên Trường Sơn Hoà Bình Trung Thượng Phước',
        },
        signing: {
          authorityLines: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH THƯỜNG TRỰC PHỤ TRÁCH XÂY DỰNG VÀ ĐÔ THỊ'],
          signerName: longName.trim(),
          sealDiameterMm: 45,
        },
        number: { suffix: '/GPXD-UBND-PKTHTĐT' },
      }),
    );
    for (const [page, picture] of (await pictures(pdf, 480)).entries()) {
      expectPicture(`hostile-${page + 1}`, picture);
      expect(inkIn(picture, { left: 0, right: 0.14, top: 0, bottom: 1 })).toBe(0);
      expect(inkIn(picture, { left: 0.93, right: 1, top: 0, bottom: 1 })).toBe(0);
    }
  });

  it('breaks a word that is wider than its line instead of running over the edge', async () => {
    const data = { ...sampleData('phieu-tu-choi'), guidance: 'Ư'.repeat(400) };
    const { pdf } = await renderResult(await sampleInput('phieu-tu-choi', { data }));
    for (const picture of await pictures(pdf, 480)) {
      expect(inkIn(picture, { left: 0.93, right: 1, top: 0, bottom: 1 })).toBe(0);
    }
  });

  it('continues a long table with its head and numbers the pages from the second on', async () => {
    const reasons = Array.from({ length: 30 }, (_, i) => ({
      reason: `${longName.repeat(5)}(${i + 1})`.normalize('NFC'),
      basis: 'Khoản 1 Điều 49 Nghị định số 217/2026/NĐ-CP',
    }));
    const data = { ...sampleData('phieu-tu-choi'), reasons };
    const { pdf, pages } = await renderResult(await sampleInput('phieu-tu-choi', { data }));
    expect(pages).toBeGreaterThan(5);
    const [first, second] = await pictures(pdf, 480);
    expect(inkIn(first!, { left: 0.48, right: 0.52, top: 0.03, bottom: 0.06 })).toBe(0);
    expect(inkIn(second!, { left: 0.48, right: 0.52, top: 0.03, bottom: 0.06 })).toBeGreaterThan(0);
    expectPicture('long-table-2', second!);
  });

  it('lets a row that is taller than a page go on over the next pages', async () => {
    const data = {
      ...sampleData('phieu-tu-choi'),
      reasons: [{ reason: longName.repeat(60).trim(), basis: 'Điều 19' }],
    };
    const { pages } = await renderResult(await sampleInput('phieu-tu-choi', { data }));
    expect(pages).toBeGreaterThanOrEqual(3);
  });

  it('shows an asterisk or braces in the data as they are', async () => {
    const data = { ...sampleData('phieu-tu-choi'), guidance: 'Xem **mục 2** và {{data.procedure}}' };
    const { pdf, pages } = await renderResult(await sampleInput('phieu-tu-choi', { data }));
    const starred = (await pictures(pdf, 480))[0]!;
    expect(pages).toBe(2);
    expectPicture('asterisks', starred);
  });

  it('never leaves the signatures alone on a page', async () => {
    for (let words = 0; words < 400; words += 40) {
      const data = { ...sampleData('phieu-tu-choi'), guidance: `Ghi chú ${'a'.concat(' b').repeat(words)}` };
      const { pdf, pages } = await renderResult(await sampleInput('phieu-tu-choi', { data }));
      const last = await renderPageBitmap(pdf, pages - 1, 300);
      const textAboveSignature = inkIn(last, { left: 0.15, right: 0.9, top: 0.065, bottom: 0.085 });
      expect(textAboveSignature, `${words} words`).toBeGreaterThan(0);
    }
  });
});

describe('what cannot be drawn is an error', () => {
  it('names the letter the typeface does not have', async () => {
    const data = { ...sampleData('phieu-tu-choi'), guidance: 'Ghi chú ☑' };
    await expect(renderResult(await sampleInput('phieu-tu-choi', { data }))).rejects.toThrow(MissingGlyph);
    await expect(renderResult(await sampleInput('phieu-tu-choi', { data }))).rejects.toThrow('U+2611');
  });

  it('names the field the data does not have', async () => {
    const { procedure: _, ...data } = sampleData('phieu-tu-choi');
    const rendering = renderResult(await sampleInput('phieu-tu-choi', { data }));
    await expect(rendering).rejects.toThrow(TemplateFieldMissing);
    await expect(rendering).rejects.toThrow('data.procedure');
  });

  it('refuses a seal or a number suffix the page has no room for', async () => {
    const { signing } = await sampleInput('phieu-tu-choi');
    const huge = await sampleInput('phieu-tu-choi', { signing: { ...signing, sealDiameterMm: 70 } });
    const long = await sampleInput('phieu-tu-choi', { number: { suffix: `/${'GPXD-'.repeat(8)}` } });
    await expect(renderResult(huge)).rejects.toThrow('70 mm');
    await expect(renderResult(long)).rejects.toThrow('is too long');
  });
});
