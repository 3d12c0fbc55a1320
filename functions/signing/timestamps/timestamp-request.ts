/** The question of RFC 3161 §2.4.1, and reading it. */
import { boolean, integer, nullValue, objectIdentifier, octetString, sequence } from '../cms/der.ts';
import { MalformedDer, memberAt, readElement, readMembers } from '../cms/der-reader.ts';
import { OID } from '../cms/object-identifiers.ts';

/** Asks for a token over a SHA-256 digest, with the authority's certificates inside. */
export function encodeTimestampRequest(digest: Uint8Array, nonce: Uint8Array): Uint8Array {
  const imprint = sequence(sequence(objectIdentifier(OID.sha256), nullValue()), octetString(digest));
  return sequence(integer(1), imprint, integer(nonce), boolean(true));
}

/** What an authority copies into its answer, as whole DER elements. */
export interface TimestampRequest {
  readonly messageImprint: Uint8Array;
  readonly nonce: Uint8Array | undefined;
}

/** @throws {MalformedDer} where the bytes are no TimeStampReq of version 1 */
export function decodeTimestampRequest(request: Uint8Array): TimestampRequest {
  const question = readElement(request);
  const [version, imprint, ...optional] = readMembers(question);
  if (version?.content[0] !== 1 || imprint === undefined) throw new MalformedDer('no TimeStampReq');
  const digest = memberAt(imprint, 1);
  if (imprint.tag !== 0x30 || digest.tag !== 0x04) throw new MalformedDer('no messageImprint');
  return {
    messageImprint: imprint.encoded,
    nonce: optional.find((member) => member.tag === 0x02)?.encoded,
  };
}
