/** Second of the two phases of signing: the value and its timestamp go into the prepared file. */
import { Buffer } from 'node:buffer';
import { assembleCms } from '../cms/build-cms.ts';
import { OID } from '../cms/object-identifiers.ts';
import { hashOf } from '../cms/signature-algorithm.ts';
import { signedAttributes } from '../cms/signed-attributes.ts';
import { isSignatureOf } from '../signers/verify-signature-value.ts';
import { digestOfRange } from './byte-range.ts';
import type { PreparedSignature } from './prepare-signature.ts';
import { fillRoom } from './signature-room.ts';

/** The value was not made by the certificate's key over these attributes: never embedded. */
export class SignatureValueWrong extends Error {
  override readonly name = 'SignatureValueWrong';
}

/** The stored file is not the one whose digest was signed. */
export class PreparedFileChanged extends Error {
  override readonly name = 'PreparedFileChanged';
}

/**
 * @param signature raw value over `prepared.attributes`
 * @param timestampToken RFC 3161 token over that value: B-T; without one the result is B-B
 * @throws {SignatureValueWrong} {PreparedFileChanged}
 */
export function completeSignature(
  prepared: PreparedSignature,
  signature: Uint8Array,
  timestampToken?: Uint8Array,
): Uint8Array {
  const { algorithm, chain, attributes } = prepared;
  const certificate = chain[0] ?? new Uint8Array();
  const messageDigest = digestOfRange(prepared.pdf, prepared.byteRange, hashOf(algorithm));
  const expected = signedAttributes({ eContentType: OID.data, messageDigest, certificate });
  if (!Buffer.from(expected).equals(attributes))
    throw new PreparedFileChanged(`${prepared.field}: other bytes`);
  if (!isSignatureOf({ algorithm, certificate, message: attributes, signature })) {
    throw new SignatureValueWrong(`${prepared.field}: the value does not fit the certificate`);
  }
  const cms = assembleCms({
    eContentType: OID.data,
    chain,
    algorithm,
    attributes,
    signature,
    ...(timestampToken && { timestampToken }),
  });
  return fillRoom(prepared, cms);
}
