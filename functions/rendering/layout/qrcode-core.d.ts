/** The encoder alone, without the package's PNG and canvas writers. */
declare module 'qrcode/lib/core/qrcode.js' {
  export { create } from 'qrcode';
}

declare module 'qrcode/lib/core/format-info.js' {
  import type { QRCode } from 'qrcode';

  /** The fifteen bits that name level and mask, as they stand in the code. */
  export function getEncodedBits(level: QRCode['errorCorrectionLevel'], mask: number): number;
}
