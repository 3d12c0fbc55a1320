/**
 * How much room a timestamp token needs: one that is in the file already, of the same authority in all likelihood,
 * tells. Room that stays empty is kept in every copy for decades, in hexadecimal.
 */
import { MalformedDer } from '../cms/der-reader.ts';
import { OID } from '../cms/object-identifiers.ts';
import { readCms } from '../cms/read-cms.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import { placedSignatures } from '../validation/placed-signature.ts';

/** Octets by which tokens of one authority differ: serial number, time, an ECDSA value, a renewed certificate. */
export const TOKEN_MARGIN_BYTES = 256;

/** More than any authority's token; where even this is too small, somebody must look. */
export const WIDE_TOKEN_BYTES = 32 * 1024;

/** Octets of the longest token over a signature value in the file; 0 where there is none (B-B). */
export function longestToken(file: PdfFile): number {
  const tokens = placedSignatures(file).map((place) => (place.ok ? tokenBytes(place.signature.cms) : 0));
  return Math.max(0, ...tokens);
}

/** Octets to keep for one more token; 0 where the file's signatures have none. */
export function roomForToken(file: PdfFile): number {
  const longest = longestToken(file);
  return longest === 0 ? 0 : longest + TOKEN_MARGIN_BYTES;
}

function tokenBytes(cms: Uint8Array): number {
  try {
    return readCms(cms).signer.unsigned.get(OID.signatureTimeStampToken)?.encoded.length ?? 0;
  } catch (error) {
    if (error instanceof MalformedDer) return 0;
    throw error;
  }
}
