import { PDFiumLibrary, type PDFiumDocument } from '@hyzyla/pdfium';
import { encodePng, type Bitmap } from './png.ts';

let library: ReturnType<typeof PDFiumLibrary.init> | undefined;

/** The file has no such page. */
export class PageMissing extends Error {
  override readonly name = 'PageMissing';
}

/** Number of pages of a PDF. */
export async function countPages(pdf: Uint8Array): Promise<number> {
  return withDocument(pdf, (document) => document.getPageCount());
}

/**
 * A picture of one page as people see it, filled fields and signature appearances included.
 * PDFium's WebAssembly file must lie beside the running module: in node_modules it does, a bundle gets a copy.
 * @param pageIndex from 0
 * @param widthPx the height follows from the page
 * @throws {PageMissing}
 */
export async function renderPageImage(
  pdf: Uint8Array,
  pageIndex: number,
  widthPx: number,
): Promise<Uint8Array> {
  return encodePng(await renderPageBitmap(pdf, pageIndex, widthPx));
}

/** The same picture as pixels. */
export async function renderPageBitmap(pdf: Uint8Array, pageIndex: number, widthPx: number): Promise<Bitmap> {
  return withDocument(pdf, async (document) => {
    if (!Number.isInteger(pageIndex) || pageIndex < 0 || pageIndex >= document.getPageCount()) {
      throw new PageMissing(`there is no page ${pageIndex + 1}`);
    }
    document.initializeFormFields();
    const page = document.getPage(pageIndex);
    const { originalWidth, originalHeight } = page.getOriginalSize();
    const height = Math.round((widthPx * originalHeight) / originalWidth);
    const { data } = await page.render({ width: widthPx, height, render: 'bitmap', renderFormFields: true });
    return { width: widthPx, height, data };
  });
}

async function withDocument<T>(
  pdf: Uint8Array,
  use: (document: PDFiumDocument) => T | Promise<T>,
): Promise<T> {
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(pdf);
  try {
    return await use(document);
  } finally {
    document.destroy();
  }
}
