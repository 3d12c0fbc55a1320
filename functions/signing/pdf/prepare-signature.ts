/** First of the two phases of signing: everything but the signature value, which may come hours later. */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { OID } from '../cms/object-identifiers.ts';
import { type SignatureAlgorithm, hashOf } from '../cms/signature-algorithm.ts';
import { signedAttributes } from '../cms/signed-attributes.ts';
import { type ByteRange, digestOfRange } from './byte-range.ts';
import { formField } from './form-field.ts';
import { PdfFile } from './pdf-file.ts';
import { MalformedPdf, PdfRef, dict, withEntries } from './pdf-object.ts';
import { type FieldPicture, pictureAppearance } from './picture-appearance.ts';
import { Revision, type WrittenRevision } from './revision.ts';
import { BYTE_RANGE_PLACE, type SignatureEntries, signatureDictionary } from './signature-dictionary.ts';
import { type TextValue, fillTextField } from './text-appearance.ts';

/** The field carries a signature already. */
export class FieldAlreadySigned extends Error {
  override readonly name = 'FieldAlreadySigned';
}

export interface SignatureRequest extends SignatureEntries {
  readonly field: string;
  readonly algorithm: SignatureAlgorithm;
  /** Certificates in DER, the signer's own first. */
  readonly chain: readonly Uint8Array[];
  readonly picture: FieldPicture;
  /** Text fields filled in the same revision. */
  readonly texts: readonly TextValue[];
}

export interface PreparedSignature {
  readonly field: string;
  readonly algorithm: SignatureAlgorithm;
  readonly chain: readonly Uint8Array[];
  /** The whole file, with room for the CMS. */
  readonly pdf: Uint8Array;
  readonly byteRange: ByteRange;
  /** DER of the signed attributes: the message to be signed. */
  readonly attributes: Uint8Array;
  /** Digest of `attributes`: what a key in KMS or on a token is given. */
  readonly digest: Uint8Array;
}

/** Room for a timestamp token with its certificates; too little would cost the signer a second PIN. */
const TOKEN_BYTES = 10 * 1024;
const ATTRIBUTES_AND_SIGNATURE_BYTES = 2 * 1024;

/**
 * Appends one revision with the filled fields, the visible signature and room for the CMS.
 *
 * @throws {FieldMissing} {FieldAlreadySigned} {GlyphMissing} {PictureUnsupported} {MalformedPdf}
 */
export function prepareSignature(pdf: Uint8Array, request: SignatureRequest): PreparedSignature {
  const { algorithm, chain } = request;
  const capacity =
    chain.reduce((total, certificate) => total + certificate.length, TOKEN_BYTES) +
    ATTRIBUTES_AND_SIGNATURE_BYTES;
  const revision = new Revision(new PdfFile(pdf));
  for (const text of request.texts) fillTextField(revision, text);
  const signature = placeSignature(revision, request, capacity);
  const written = revision.write();
  const byteRange = writeByteRange(written, signature, capacity);
  const attributes = signedAttributes({
    eContentType: OID.data,
    messageDigest: digestOfRange(written.pdf, byteRange, hashOf(algorithm)),
    certificate: chain[0] ?? new Uint8Array(),
  });
  const digest = createHash(hashOf(algorithm)).update(attributes).digest();
  return { field: request.field, algorithm, chain, pdf: written.pdf, byteRange, attributes, digest };
}

function placeSignature(revision: Revision, request: SignatureRequest, capacity: number): PdfRef {
  const { file } = revision;
  const field = formField(file, request.field);
  if (file.resolve(field.dict.get('V')) !== null)
    throw new FieldAlreadySigned(`${field.name} is signed already`);
  const root = file.trailer.get('Root');
  if (!(root instanceof PdfRef)) throw new MalformedPdf('trailer without Root');
  const appearance = pictureAppearance(revision, field, request.picture);
  const signature = revision.add(signatureDictionary(request, root, capacity));
  revision.replace(field.ref, withEntries(field.dict, { V: signature, AP: appearance }));
  if (request.permissions.kind === 'certify') {
    revision.replace(root, withEntries(file.catalog, { Perms: dict({ DocMDP: signature }) }));
  }
  return signature;
}

/** Looks for the places inside the signature object alone: other objects may hold the same letters. */
function writeByteRange({ pdf, offsets }: WrittenRevision, signature: PdfRef, capacity: number): ByteRange {
  const start = offsets.get(signature.number) ?? 0;
  const rangeAt = pdf.indexOf(BYTE_RANGE_PLACE, start, 'latin1');
  const contentsAt = pdf.indexOf('/Contents <', start, 'latin1') + '/Contents '.length;
  const behind = contentsAt + 2 + capacity * 2;
  const range = [0, contentsAt, behind, pdf.length - behind] as const;
  pdf.write(`[${range.join(' ')}]`.padEnd(BYTE_RANGE_PLACE.length), rangeAt, 'latin1');
  return range;
}

/** The file with the CMS in the room kept for it. */
export function embedCms(prepared: PreparedSignature, cms: Uint8Array): Uint8Array {
  const [, contentsAt, behind] = prepared.byteRange;
  const capacity = (behind - contentsAt - 2) / 2;
  if (cms.length > capacity)
    throw new RangeError(`CMS of ${cms.length} octets exceeds the ${capacity} reserved`);
  const pdf = Buffer.from(prepared.pdf);
  pdf.write(Buffer.from(cms).toString('hex'), contentsAt + 1, 'latin1');
  return pdf;
}
