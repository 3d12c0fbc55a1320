/** The product's algorithms as a remote signing service is told them. */
import { memberAt, readMembers, readWhole } from '../cms/der-reader.ts';
import { OID } from '../cms/object-identifiers.ts';
import {
  SIGNATURE_ALGORITHMS,
  type SignatureAlgorithm,
  signatureIdentifier,
} from '../cms/signature-algorithm.ts';

/** OIDs of hash and signature, with the parameters that RSASSA-PSS alone has. */
export function cscAlgorithm(algorithm: SignatureAlgorithm) {
  const { scheme, hash, oid } = SIGNATURE_ALGORITHMS[algorithm];
  const identifier = readWhole(signatureIdentifier(algorithm));
  const signParameters = scheme === 'rsa-pss' ? memberAt(identifier, 1).encoded : undefined;
  return { hashAlgorithmOid: OID[hash], signAlgorithmOid: oid, signParameters };
}

/** Whether a key with these algorithms can do it: services name the key's kind, the scheme, or both. */
export function canSign(offered: readonly string[], algorithm: SignatureAlgorithm): boolean {
  const { scheme, oid } = SIGNATURE_ALGORITHMS[algorithm];
  const kind = scheme === 'ecdsa' ? '1.2.840.10045.2.1' : OID.rsaEncryption;
  return offered.includes(oid) || offered.includes(kind);
}

/** An ECDSA value in DER: some services answer with r and s side by side, as JOSE writes them. */
export function derOfEcdsa(
  value: Uint8Array,
  encode: (r: Uint8Array, s: Uint8Array) => Uint8Array,
): Uint8Array {
  if (isTwoIntegers(value) || value.length % 2 !== 0) return value;
  const half = value.length / 2;
  return encode(value.subarray(0, half), value.subarray(half));
}

function isTwoIntegers(value: Uint8Array): boolean {
  try {
    return readMembers(readWhole(value)).length === 2;
  } catch {
    return false;
  }
}
