import type { QRCodeSegment } from 'qrcode';

/** ASCII, with a letter that only bytes hold. */
const NEEDS_BYTES = /^[ -~]*[^0-9A-Z $%*+\-./:][ -~]*$/;
/** Letters that digits' or capitals' own modes hold, so many that changing to one of them might save a bit. */
const WORTH_CHANGING = /^[0-9A-Z $%*+\-./:]{3}|[0-9A-Z $%*+\-./:]{6}|[0-9A-Z $%*+\-./:]{3}$/;

/**
 * A text as one segment of bytes where no other division is shorter (ISO/IEC 18004, annex J), which spares the encoder
 * its search; otherwise the text itself. A change of mode takes 12 bits at least and a digit saves 4⅔: three at an end,
 * where one change will do, six in the middle, where it takes two.
 */
export function qrSegments(text: string): string | QRCodeSegment[] {
  if (!NEEDS_BYTES.test(text) || WORTH_CHANGING.test(text)) return text;
  return [{ mode: 'byte', data: Buffer.from(text, 'latin1') }];
}
