import { deflateSync, inflateSync } from 'node:zlib';
import { PNG_SIGNATURE, pngChunk, type Bitmap } from '../png.ts';

/** Levels a channel has: 6 × 6 × 6 colours fit one byte a pixel. */
const LEVELS = 6;
const STEP = 255 / (LEVELS - 1);
const INDEXED_8_BIT = [8, 3, 0, 0, 0] as const;
const COLOURS = Array.from({ length: LEVELS ** 3 }, (_, index) =>
  [Math.floor(index / LEVELS ** 2), Math.floor(index / LEVELS) % LEVELS, index % LEVELS].map(
    (level) => level * STEP,
  ),
);

/** A picture as one of 216 colours a pixel: enough to see a page by, a quarter of the size. */
export interface IndexedPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** A bitmap with every channel at the nearest of six levels. */
export function indexed({ width, height, data }: Bitmap): IndexedPicture {
  const pixels = new Uint8Array(width * height);
  for (let pixel = 0; pixel < pixels.length; pixel++) {
    const [red, green, blue] = [data[pixel * 4], data[pixel * 4 + 1], data[pixel * 4 + 2]];
    pixels[pixel] = (level(red) * LEVELS + level(green)) * LEVELS + level(blue);
  }
  return { width, height, pixels };
}

function level(channel = 0): number {
  return Math.round(channel / STEP);
}

/** Red, green and blue of a pixel, 0 to 255. */
export function colourOf(pixel: number): readonly number[] {
  return COLOURS[pixel] ?? [];
}

/** Writes it as PNG (ISO/IEC 15948), unfiltered. */
export function encodeIndexed({ width, height, pixels }: IndexedPicture): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set(INDEXED_8_BIT, 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return Buffer.concat([
    PNG_SIGNATURE,
    pngChunk('IHDR', header),
    pngChunk('PLTE', Buffer.from(COLOURS.flat())),
    pngChunk('IDAT', deflateSync(rows, { level: 9 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Reads what `encodeIndexed` wrote. */
export function decodeIndexed(png: Buffer): IndexedPicture {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const from = png.indexOf('IDAT') + 4;
  const rows = inflateSync(png.subarray(from, from + png.readUInt32BE(from - 8)));
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    pixels.set(rows.subarray(y * (width + 1) + 1, (y + 1) * (width + 1)), y * width);
  }
  return { width, height, pixels };
}
