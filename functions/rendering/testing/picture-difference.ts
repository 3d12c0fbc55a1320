import { colourOf, indexed, type IndexedPicture } from './palette-png.ts';

/** What a picture of differences paints: what is no more and what is new; what stayed is paled. */
const GONE = [255, 0, 0] as const;
const NEW = [0, 0, 255] as const;
const WHITE = 6 ** 3 - 1;

/** How many pixels two pictures differ in; all of them where they are not of one size. */
export function changedPixels(expected: IndexedPicture, actual: IndexedPicture): number {
  if (expected.width !== actual.width || expected.height !== actual.height) return actual.pixels.length;
  return actual.pixels.reduce((sum, pixel, at) => sum + (pixel === expected.pixels[at] ? 0 : 1), 0);
}

/** One picture over the other: red where ink is gone, blue where it is new or of another colour. */
export function difference(expected: IndexedPicture, actual: IndexedPicture): IndexedPicture {
  const width = Math.max(expected.width, actual.width);
  const height = Math.max(expected.height, actual.height);
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [before, after] = [pixelAt(expected, x, y), pixelAt(actual, x, y)];
      const gone = brightness(before) < brightness(after);
      data.set(before === after ? paled(after) : gone ? GONE : NEW, (y * width + x) * 4);
    }
  }
  return indexed({ width, height, data });
}

function pixelAt({ width, height, pixels }: IndexedPicture, x: number, y: number): number {
  return x < width && y < height ? (pixels[y * width + x] ?? WHITE) : WHITE;
}

function brightness(pixel: number): number {
  return colourOf(pixel).reduce((sum, channel) => sum + channel / 3, 0);
}

function paled(pixel: number): readonly number[] {
  const grey = 200 + (brightness(pixel) * 55) / 255;
  return [grey, grey, grey];
}
