import { PDFContext, PDFName, PDFRawStream, PngEmbedder } from 'pdf-lib';
import type { ObjectFile } from './object-file.ts';
import type { Reference } from './objects.ts';

/** A picture as a file holds it: deflated samples of red, green and blue, and of opacity where it has any. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly colour: Uint8Array;
  readonly opacity: Uint8Array | undefined;
}

/** A template's pictures are the same for each of its documents: unpacked once per process. */
const known = new WeakMap<Uint8Array, Promise<Picture>>();

export function readPicture(png: Uint8Array): Promise<Picture> {
  const picture = known.get(png) ?? unpacked(png);
  known.set(png, picture);
  return picture;
}

/** pdf-lib reads the kinds of PNG: its objects are made in a context of their own, of which only the samples are kept. */
async function unpacked(png: Uint8Array): Promise<Picture> {
  const context = PDFContext.create();
  const embedder = await PngEmbedder.for(png);
  const colour = context.lookup(await embedder.embedIntoContext(context));
  if (!(colour instanceof PDFRawStream)) throw new TypeError('no picture');
  const opacity = colour.dict.lookup(PDFName.of('SMask'));
  return {
    width: embedder.width,
    height: embedder.height,
    bitsPerSample: embedder.bitsPerComponent,
    colour: colour.contents,
    opacity: opacity instanceof PDFRawStream ? opacity.contents : undefined,
  };
}

/** Adds the picture as an image XObject with its soft mask (ISO 32000-1, 8.9.5). */
export function addPicture(file: ObjectFile, picture: Picture): Reference {
  const { width, height, bitsPerSample, colour, opacity } = picture;
  const size = { Width: width, Height: height, BitsPerComponent: bitsPerSample };
  const image = { Type: 'XObject', Subtype: 'Image', ...size };
  const mask = opacity && file.addDeflated({ ...image, ColorSpace: 'DeviceGray' }, opacity);
  return file.addDeflated({ ...image, ColorSpace: 'DeviceRGB', SMask: mask }, colour);
}
