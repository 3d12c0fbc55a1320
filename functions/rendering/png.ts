import { crc32, deflateSync } from 'node:zlib';

/** Pixels of a page, four bytes each: red, green, blue, alpha. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export const PNG_SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
/** Bit depth and colour type, and the only methods there are (ISO/IEC 15948, 11.2.2). */
const GREY = { channels: 1, kind: [8, 0, 0, 0, 0] } as const;
const COLOURED = { channels: 3, kind: [8, 2, 0, 0, 0] } as const;

/** Writes a bitmap as PNG (ISO/IEC 15948), without its alpha: a page is opaque. One of grey alone takes half the bytes. */
export function encodePng({ width, height, data }: Bitmap): Uint8Array {
  const { channels, kind } = isGrey(data) ? GREY : COLOURED;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set(kind, 8);
  return Buffer.concat([
    PNG_SIGNATURE,
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(unfiltered(data, width, channels))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function isGrey(data: Uint8Array): boolean {
  for (let at = 0; at < data.length; at += 4) {
    if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return false;
  }
  return true;
}

/** Rows, each behind a byte that names no filter. */
function unfiltered(data: Uint8Array, width: number, channels: 1 | 3): Buffer {
  const pixels = data.length / 4;
  const rows = Buffer.alloc(pixels * channels + pixels / width);
  for (let from = 0, to = 0; from < data.length;) {
    to += 1;
    for (const end = from + 4 * width; from < end; from += 4) {
      for (let channel = 0; channel < channels; channel++) rows[to++] = data[from + channel] ?? 0;
    }
  }
  return rows;
}

/** A chunk of a PNG with its length and checksum. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const framed = Buffer.alloc(12 + data.length);
  framed.writeUInt32BE(data.length, 0);
  framed.write(type, 4, 'latin1');
  data.copy(framed, 8);
  framed.writeUInt32BE(crc32(framed.subarray(4, 8 + data.length)), 8 + data.length);
  return framed;
}
