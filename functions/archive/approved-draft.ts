import { sha256 } from '../platform/digest.ts';

const END_OF_FILE = Buffer.from('%%EOF');

/**
 * Whether a result grew from the very bytes the official approved: signing appends to a PDF, so that one of its
 * revisions, each ending in `%%EOF` (ISO 32000-2, 7.5.6), must be the approved draft.
 */
export function extendsDraft(result: Uint8Array, approvedSha256: string): boolean {
  const bytes = Buffer.from(result);
  for (let at = bytes.indexOf(END_OF_FILE); at !== -1; at = bytes.indexOf(END_OF_FILE, at + 1)) {
    const end = at + END_OF_FILE.length;
    for (const newline of ['', '\n', '\r\n', '\r']) {
      const tail = bytes.subarray(end, end + newline.length).toString('latin1');
      if (tail === newline && sha256(bytes.subarray(0, end + newline.length)) === approvedSha256) return true;
    }
  }
  return false;
}
