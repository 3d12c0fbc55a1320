import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { encodePng, type Bitmap } from '../png.ts';

const FOLDER = join(import.meta.dirname, '../golden');
/** A pixel differs when a channel does by more than this; hinting of another PDFium build may shift edges. */
const CHANNEL_TOLERANCE = 48;

/**
 * Share of pixels, 0 to 1, that differ from the committed picture `golden/<name>.png`. A picture that is not
 * there yet is written and counts as wholly different: look at it, then run again.
 */
export function differenceFromGolden(name: string, bitmap: Bitmap): number {
  const file = join(FOLDER, `${name}.png`);
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, encodePng(bitmap));
    return 1;
  }
  const golden = decodePng(readFileSync(file));
  if (golden.width !== bitmap.width || golden.height !== bitmap.height) return 1;
  let different = 0;
  for (let at = 0; at < bitmap.data.length; at += 4) {
    const apart = [0, 1, 2].some(
      (channel) =>
        Math.abs((bitmap.data[at + channel] ?? 0) - (golden.data[at + channel] ?? 0)) > CHANNEL_TOLERANCE,
    );
    if (apart) different++;
  }
  return different / (bitmap.width * bitmap.height);
}

/** Share of dark pixels in a part of a picture; parts are given as shares of its width and height. */
export function inkIn(
  { width, height, data }: Bitmap,
  part: { left: number; top: number; right: number; bottom: number },
): number {
  let dark = 0;
  let all = 0;
  for (let y = Math.floor(part.top * height); y < Math.ceil(part.bottom * height); y++) {
    for (let x = Math.floor(part.left * width); x < Math.ceil(part.right * width); x++) {
      all++;
      if ((data[(y * width + x) * 4 + 1] ?? 255) < 128) dark++;
    }
  }
  return all === 0 ? 0 : dark / all;
}

/** Reads a PNG as `encodePng` writes it: RGB, eight bits, one IDAT, no filter. */
function decodePng(png: Buffer): Bitmap {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const from = png.indexOf('IDAT') + 4;
  const rows = inflateSync(png.subarray(from, from + png.readUInt32BE(from - 8)));
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const at = Math.floor(pixel / width) * (width * 3 + 1) + 1 + (pixel % width) * 3;
    data.set(rows.subarray(at, at + 3), pixel * 4);
  }
  return { width, height, data };
}
