import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Bitmap } from '../png.ts';

prepareZXingModule({
  overrides: {
    wasmBinary: new Uint8Array(
      readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')),
    ).buffer,
  },
});

/** The bar codes and QR codes a scanner finds in a picture, as `format:text`, sorted. */
export async function readCodes({ width, height, data }: Bitmap): Promise<string[]> {
  const image = { width, height, data: new Uint8ClampedArray(data), colorSpace: 'srgb' } as ImageData;
  const found = await readBarcodes(image, { formats: ['QRCode', 'Code128'] });
  return found.map(({ format, text }) => `${format}:${text}`).toSorted();
}
