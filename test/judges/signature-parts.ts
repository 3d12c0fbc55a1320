import { fromBER } from 'asn1js';
import * as pkijs from 'pkijs';

const TIMESTAMP_TOKEN = '1.2.840.113549.1.9.16.2.14';

/** A timestamp token with what it stamps. */
export interface StampedBytes {
  readonly token: Buffer;
  readonly stamped: Buffer;
}

/** What openssl needs of one signature object: a document timestamp is a stamp alone, a signature at B-B has none. */
export interface SignatureParts {
  readonly signature?: { readonly cms: Buffer; readonly covered: Buffer };
  readonly stamp?: StampedBytes;
}

/** Cuts the signatures out of a PDF by their ByteRange, in the order they stand in the file. */
export function cutSignatures(pdf: Buffer): SignatureParts[] {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].map((match) => {
    const [start = 0, length = 0, resume = 0, rest = 0] = match.slice(1).map(Number);
    const hex = text.slice(start + length + 1, resume - 1);
    const padded = Buffer.from(hex, 'hex');
    const cms = padded.subarray(0, padded.length - trailing(padded));
    const covered = Buffer.concat([pdf.subarray(start, start + length), pdf.subarray(resume, resume + rest)]);
    const kind = /\/Type \/(\w+)$/.exec(text.slice(0, match.index).trimEnd())?.[1];
    if (kind === 'DocTimeStamp') return { stamp: { token: cms, stamped: covered } };
    const stamp = timestampOf(cms);
    return { signature: { cms, covered }, ...(stamp && { stamp }) };
  });
}

function trailing(padded: Buffer): number {
  const parsed = fromBER(new Uint8Array(padded));
  return padded.length - parsed.offset;
}

function timestampOf(cms: Buffer): StampedBytes | undefined {
  const signedData = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(new Uint8Array(cms)).content });
  const [signer] = signedData.signerInfos;
  const attribute = signer?.unsignedAttrs?.attributes.find((each) => each.type === TIMESTAMP_TOKEN);
  const token = attribute?.values[0] as { toBER(): ArrayBuffer } | undefined;
  if (!signer || !token) return undefined;
  return {
    token: Buffer.from(token.toBER()),
    stamped: Buffer.from(signer.signature.valueBlock.valueHexView),
  };
}
