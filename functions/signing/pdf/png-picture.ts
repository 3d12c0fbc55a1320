/** Reads PNG pictures of 8 bits a sample (ISO/IEC 15948) and places them in a PDF, transparency kept. */
import { Buffer } from 'node:buffer';
import { deflateSync, inflateSync } from 'node:zlib';
import { undoPngFilters } from './decode-stream.ts';
import { type PdfDict, type PdfRef, PdfStream, dict, name } from './pdf-object.ts';
import type { Revision } from './revision.ts';

/** A picture in the directory is not an 8-bit, non-interlaced PNG in grey or colour. */
export class PictureUnsupported extends Error {
  override readonly name = 'PictureUnsupported';
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Samples of grey (1) or red, green and blue (3), row after row, deflated. */
  readonly colour: Uint8Array;
  readonly channels: 1 | 3;
  /** Opacity of each pixel, deflated. */
  readonly alpha: Uint8Array | undefined;
}

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const CHANNELS: Readonly<Record<number, { colour: 1 | 3; alpha: boolean }>> = {
  0: { colour: 1, alpha: false },
  2: { colour: 3, alpha: false },
  4: { colour: 1, alpha: true },
  6: { colour: 3, alpha: true },
};
const MAX_PIXELS = 4_000_000;

/** @throws {PictureUnsupported} */
export function readPng(bytes: Uint8Array): Picture {
  const chunks = pngChunks(Buffer.from(bytes));
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (header?.length !== 13) throw new PictureUnsupported('no PNG header');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const kind = CHANNELS[header[9] ?? -1];
  if (kind === undefined || header[8] !== 8 || header[12] !== 0) {
    throw new PictureUnsupported('only 8-bit grey or colour PNG without interlace');
  }
  if (width * height === 0 || width * height > MAX_PIXELS) throw new PictureUnsupported('picture too large');
  const pixelBytes = kind.colour + (kind.alpha ? 1 : 0);
  const stream = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const samples = samplesOf(stream, height, width * pixelBytes, pixelBytes);
  return { width, height, channels: kind.colour, ...separate(samples, kind.colour, kind.alpha) };
}

function samplesOf(stream: Uint8Array, rows: number, rowBytes: number, pixelBytes: number): Uint8Array {
  try {
    const filtered = inflateSync(stream, { maxOutputLength: rows * (rowBytes + 1) });
    const samples = undoPngFilters(filtered, rowBytes, pixelBytes);
    if (samples.length === rows * rowBytes) return samples;
  } catch (cause) {
    throw new PictureUnsupported('picture is damaged', { cause });
  }
  throw new PictureUnsupported('picture is cut short');
}

function pngChunks(bytes: Buffer): { type: string; data: Buffer }[] {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) throw new PictureUnsupported('not a PNG');
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    chunks.push({
      type: bytes.toString('latin1', at + 4, at + 8),
      data: bytes.subarray(at + 8, at + 8 + length),
    });
    at += 12 + length;
  }
  return chunks;
}

function separate(samples: Uint8Array, colours: number, hasAlpha: boolean) {
  if (!hasAlpha) return { colour: packed(samples), alpha: undefined };
  const pixels = samples.length / (colours + 1);
  const colour = Buffer.alloc(pixels * colours);
  const alpha = Buffer.alloc(pixels);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const from = pixel * (colours + 1);
    colour.set(samples.subarray(from, from + colours), pixel * colours);
    alpha[pixel] = samples[from + colours] ?? 0;
  }
  return { colour: packed(colour), alpha: packed(alpha) };
}

/** As small as it gets: a picture is packed once and then stands in every result. */
function packed(samples: Uint8Array): Uint8Array {
  return deflateSync(samples, { level: 9 });
}

/** Adds the picture as an image XObject with its soft mask (ISO 32000-1 §8.9.5). */
export function addPicture(revision: Revision, picture: Picture): PdfRef {
  const mask =
    picture.alpha && revision.add(image(picture, picture.alpha, dict({ ColorSpace: name('DeviceGray') })));
  const colourSpace = name(picture.channels === 3 ? 'DeviceRGB' : 'DeviceGray');
  return revision.add(image(picture, picture.colour, dict({ ColorSpace: colourSpace, SMask: mask })));
}

function image({ width, height }: Picture, samples: Uint8Array, more: PdfDict): PdfStream {
  const entries = dict({
    Type: name('XObject'),
    Subtype: name('Image'),
    Width: width,
    Height: height,
    BitsPerComponent: 8,
    Filter: name('FlateDecode'),
  });
  return new PdfStream(new Map([...entries, ...more]), samples);
}
