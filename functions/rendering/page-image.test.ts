import { describe, expect, it } from 'vitest';
import { documentFonts } from './layout/inline.ts';
import { Page } from './pdf/page.ts';
import { StructureElement } from './pdf/structure.ts';
import { writeDocument } from './pdf/write-document.ts';
import { countPages, PageMissing, renderPageBitmap, renderPageImage } from './page-image.ts';
import { sampleInput } from './testing/sample-input.ts';

async function colouredPage(): Promise<Uint8Array> {
  const root = new StructureElement('Document');
  const page = new Page(0, { width: 100, height: 50 }, 1);
  page.artifact('Layout', '1 0 0 rg 0 0 50 50 re f 0 0 1 rg 50 0 50 50 re f');
  const { typeface } = (await sampleInput('phieu-tu-choi')).template;
  const metadata = { title: 'Màu', author: 'Kết quả', createdAt: new Date(0) };
  const fonts = Object.values(documentFonts(typeface));
  return writeDocument({ pages: [page], fonts, structure: root, metadata });
}

describe('the picture of a page', () => {
  it('has its colours in the order red, green, blue', async () => {
    const { data, width, height } = await renderPageBitmap(await colouredPage(), 0, 100);
    expect([width, height]).toEqual([100, 50]);
    expect([...data.subarray(0, 3)]).toEqual([255, 0, 0]);
    expect([...data.subarray(396, 399)]).toEqual([0, 0, 255]);
  });

  it('is a PNG of the asked width', async () => {
    const png = Buffer.from(await renderPageImage(await colouredPage(), 0, 64));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([64, 32]);
  });

  it('is refused for a page there is not', async () => {
    const pdf = await colouredPage();
    expect(await countPages(pdf)).toBe(1);
    await expect(renderPageImage(pdf, 1, 100)).rejects.toThrow(PageMissing);
    await expect(renderPageImage(pdf, -1, 100)).rejects.toThrow(PageMissing);
  });
});
