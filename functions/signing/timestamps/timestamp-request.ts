/** The question of RFC 3161 §2.4.1. */
import { boolean, integer, nullValue, objectIdentifier, octetString, sequence } from '../cms/der.ts';
import { OID } from '../cms/object-identifiers.ts';

/** Asks for a token over a SHA-256 digest, with the authority's certificates inside. */
export function encodeTimestampRequest(digest: Uint8Array, nonce: Uint8Array): Uint8Array {
  const imprint = sequence(sequence(objectIdentifier(OID.sha256), nullValue()), octetString(digest));
  return sequence(integer(1), imprint, integer(nonce), boolean(true));
}
