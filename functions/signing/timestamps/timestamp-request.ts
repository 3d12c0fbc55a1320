/** The question of RFC 3161 §2.4.1. */
import { boolean, integer, nullValue, objectIdentifier, octetString, sequence } from '../cms/der.ts';
import { OID } from '../cms/object-identifiers.ts';
import type { HashName } from '../cms/signature-algorithm.ts';

/** Asks for a token over a digest, with the authority's certificates inside. */
export function encodeTimestampRequest(
  digest: Uint8Array,
  nonce: Uint8Array,
  hash: HashName = 'sha256',
): Uint8Array {
  const imprint = sequence(sequence(objectIdentifier(OID[hash]), nullValue()), octetString(digest));
  return sequence(integer(1), imprint, integer(nonce), boolean(true));
}
