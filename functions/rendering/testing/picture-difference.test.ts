import { expect, it } from 'vitest';
import { colourOf, decodeIndexed, encodeIndexed, indexed } from './palette-png.ts';
import { changedPixels, difference } from './picture-difference.ts';

/** A white picture with black pixels. */
function dotted(width: number, height: number, ...dots: number[]) {
  const data = new Uint8Array(width * height * 4).fill(255);
  for (const dot of dots) data.fill(0, dot * 4, dot * 4 + 3);
  return indexed({ width, height, data });
}

it('a single pixel that is gone is red in the picture of the difference, a new one blue, what stayed pale', () => {
  const [before, after] = [dotted(3, 2, 0, 1), dotted(3, 2, 0, 5)];
  expect(changedPixels(before, after)).toBe(2);
  const shown = difference(before, after);
  const pale = [204, 204, 204];
  const white = [255, 255, 255];
  const colours = Array.from(shown.pixels, colourOf);
  expect(colours).toEqual([pale, [255, 0, 0], white, white, white, [0, 0, 255]]);
});

it('a page of another size differs in every pixel, and both stay whole in the picture of the difference', () => {
  const [before, after] = [dotted(3, 2), dotted(2, 4, 7)];
  expect(changedPixels(before, after)).toBe(8);
  const shown = difference(before, after);
  expect([shown.width, shown.height]).toEqual([3, 4]);
  expect(colourOf(shown.pixels[3 * 3 + 1]!)).toEqual([0, 0, 255]);
});

it('a picture is read back as it was written', () => {
  const picture = dotted(5, 3, 0, 7, 14);
  expect(decodeIndexed(Buffer.from(encodeIndexed(picture)))).toEqual(picture);
});
