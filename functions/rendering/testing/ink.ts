import type { Bitmap } from '../png.ts';

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
