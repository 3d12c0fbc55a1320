/** Bytes behind the end of a file: viewers pass over them, so that a verifier must look and say so. */
import { Buffer } from 'node:buffer';

const MARK = '%%EOF';
/** Viewers look for the end of a file this far from its last byte. */
const SEARCHED_BYTES = 1024;

/** The file up to its last end mark and the white space behind it; the file itself where there is none to be seen. */
export function withoutTrailingBytes(pdf: Uint8Array): Uint8Array {
  const from = Math.max(0, pdf.length - SEARCHED_BYTES);
  const tail = Buffer.from(pdf.subarray(from)).toString('latin1');
  const mark = tail.lastIndexOf(MARK);
  if (mark === -1) return pdf;
  const space = /^[\t\n\f\r ]*/.exec(tail.slice(mark + MARK.length))?.[0] ?? '';
  return pdf.subarray(0, from + mark + MARK.length + space.length);
}
