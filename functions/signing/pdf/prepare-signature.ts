/** First of the two phases of signing: everything but the signature value, which may come hours later. */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { parsedCertificate } from '../certificates/parsed-certificate.ts';
import { assembleCms } from '../cms/build-cms.ts';
import { OID } from '../cms/object-identifiers.ts';
import { DIGEST_BYTES, type SignatureAlgorithm, hashOf } from '../cms/signature-algorithm.ts';
import { signedAttributes } from '../cms/signed-attributes.ts';
import { digestOfRange } from './byte-range.ts';
import { formField } from './form-field.ts';
import { PdfFile } from './pdf-file.ts';
import { MalformedPdf, PdfRef, dict, withEntries } from './pdf-object.ts';
import { type FieldPicture, pictureAppearance } from './picture-appearance.ts';
import { Revision } from './revision.ts';
import { type SignatureEntries, signatureDictionary } from './signature-dictionary.ts';
import { type RoomForSignature, openRoom } from './signature-room.ts';
import { type TextValue, fillTextField } from './text-appearance.ts';
import { textBlock } from './text-block.ts';

/** The field carries a signature already. */
export class FieldAlreadySigned extends Error {
  override readonly name = 'FieldAlreadySigned';
}

export interface SignatureRequest extends SignatureEntries {
  readonly field: string;
  readonly algorithm: SignatureAlgorithm;
  /** Certificates in DER, the signer's own first. */
  readonly chain: readonly Uint8Array[];
  /** Absent where the field shows already what it will show. */
  readonly picture?: FieldPicture;
  /** Lines of text that the field shows in place of a picture. */
  readonly lines?: readonly string[] | undefined;
  /** Text fields filled in the same revision. */
  readonly texts: readonly TextValue[];
  /** Octets kept for a timestamp token with its certificates; 0 where there will be none (B-B). */
  readonly tokenBytes: number;
}

/** The whole file with room for the CMS, and what is to be signed. */
export interface PreparedSignature extends RoomForSignature {
  readonly field: string;
  readonly algorithm: SignatureAlgorithm;
  readonly chain: readonly Uint8Array[];
  /** Octets of the room that are for a timestamp token; 0 where there will be none (B-B). */
  readonly tokenBytes: number;
  /** DER of the signed attributes: the message to be signed. */
  readonly attributes: Uint8Array;
  /** Digest of `attributes`: what a key in KMS or on a token is given. */
  readonly digest: Uint8Array;
}

/**
 * Appends one revision with the filled fields, the visible signature and room for the CMS.
 *
 * @throws {FieldMissing} {FieldAlreadySigned} {GlyphMissing} {PictureUnsupported} {MalformedPdf}
 */
export function prepareSignature(pdf: Uint8Array, request: SignatureRequest): PreparedSignature {
  const { field, algorithm, chain, tokenBytes } = request;
  const capacity = capacityFor(request);
  const revision = new Revision(new PdfFile(pdf));
  for (const text of request.texts) fillTextField(revision, text);
  const signature = placeSignature(revision, request, capacity);
  const room = openRoom(revision.write(), signature, capacity);
  const attributes = signedAttributes({
    eContentType: OID.data,
    messageDigest: digestOfRange(room.pdf, room.byteRange, hashOf(algorithm)),
    certificate: chain[0] ?? new Uint8Array(),
  });
  const digest = createHash(hashOf(algorithm)).update(attributes).digest();
  return { field, algorithm, chain, tokenBytes, ...room, attributes, digest };
}

/** Octets of the longest CMS there can be: all of it is known by now but the value and the token. */
function capacityFor({ algorithm, chain, tokenBytes }: SignatureRequest): number {
  const certificate = chain[0] ?? new Uint8Array();
  const messageDigest = Buffer.alloc(DIGEST_BYTES[hashOf(algorithm)]);
  const cms = assembleCms({
    eContentType: OID.data,
    chain,
    algorithm,
    attributes: signedAttributes({ eContentType: OID.data, messageDigest, certificate }),
    signature: Buffer.alloc(longestValue(certificate)),
    ...(tokenBytes > 0 && { timestampToken: Buffer.alloc(tokenBytes) }),
  });
  return cms.length;
}

/** Octets: an RSA value is as long as its modulus; an ECDSA-Sig-Value is two integers, each with a sign octet, in DER. */
function longestValue(certificate: Uint8Array): number {
  const { modulusLength, namedCurve } = parsedCertificate(certificate).publicKey.asymmetricKeyDetails ?? {};
  if (modulusLength !== undefined) return Math.ceil(modulusLength / 8);
  return namedCurve === 'secp384r1' ? 104 : 72;
}

function placeSignature(revision: Revision, request: SignatureRequest, capacity: number): PdfRef {
  const { file } = revision;
  const field = formField(file, request.field);
  if (file.resolve(field.dict.get('V')) !== null)
    throw new FieldAlreadySigned(`${field.name} is signed already`);
  const root = file.trailer.get('Root');
  if (!(root instanceof PdfRef)) throw new MalformedPdf('trailer without Root');
  const signature = revision.add(signatureDictionary(request, root, capacity));
  const { picture, lines } = request;
  revision.replace(
    field.ref,
    withEntries(field.dict, {
      V: signature,
      ...(picture && { AP: pictureAppearance(revision, field, picture) }),
      ...(lines && textBlock(revision, field, lines)),
    }),
  );
  if (request.permissions.kind === 'certify') {
    revision.replace(root, withEntries(file.catalog, { Perms: dict({ DocMDP: signature }) }));
  }
  return signature;
}
