/** The encoder alone, without the package's PNG and canvas writers. */
declare module 'qrcode/lib/core/qrcode.js' {
  export { create } from 'qrcode';
}
