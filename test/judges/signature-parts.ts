import { fromBER } from 'asn1js';
import * as pkijs from 'pkijs';

const TIMESTAMP_TOKEN = '1.2.840.113549.1.9.16.2.14';

/** What openssl needs of one signature: its CMS, the bytes it covers, and its timestamp with what it stamps. */
export interface SignatureParts {
  readonly cms: Buffer;
  readonly covered: Buffer;
  readonly timestampToken: Buffer;
  readonly signatureValue: Buffer;
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
    return { cms, covered, ...timestampOf(cms) };
  });
}

function trailing(padded: Buffer): number {
  const parsed = fromBER(new Uint8Array(padded));
  return padded.length - parsed.offset;
}

function timestampOf(cms: Buffer) {
  const signedData = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(new Uint8Array(cms)).content });
  const [signer] = signedData.signerInfos;
  const attribute = signer?.unsignedAttrs?.attributes.find((each) => each.type === TIMESTAMP_TOKEN);
  const token = attribute?.values[0] as { toBER(): ArrayBuffer } | undefined;
  if (!signer || !token) throw new Error('signature without a timestamp');
  return {
    timestampToken: Buffer.from(token.toBER()),
    signatureValue: Buffer.from(signer.signature.valueBlock.valueHexView),
  };
}
