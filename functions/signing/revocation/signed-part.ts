/** The frame that certificates, lists and OCSP responses have in common: signed part, algorithm, BIT STRING. */
import { Buffer } from 'node:buffer';
import { type DerElement, MalformedDer, tagged } from '../cms/der-reader.ts';
import { SIGNATURE_ALGORITHM_NAMES, signatureIdentifier } from '../cms/signature-algorithm.ts';
import { isSignatureOf } from '../signers/verify-signature-value.ts';

const BIT_STRING = 0x03;
const SEQUENCE = 0x30;

export interface SignedPart {
  /** What is signed, whole element. */
  readonly message: Uint8Array;
  /** AlgorithmIdentifier, whole element. */
  readonly algorithm: Uint8Array;
  readonly signature: Uint8Array;
}

/** @throws {MalformedDer} */
export function signedPart(members: readonly DerElement[]): SignedPart {
  const [message, algorithm, signature] = members;
  const bits = tagged(signature, BIT_STRING).content;
  if (bits[0] !== 0) throw new MalformedDer('signature of whole octets expected');
  return {
    message: tagged(message, SEQUENCE).encoded,
    algorithm: tagged(algorithm, SEQUENCE).encoded,
    signature: bits.subarray(1),
  };
}

/** Whether the certificate's key signed this, with an algorithm the product accepts: SHA-1 and MD5 are none. */
export function isSignedWith(part: SignedPart, certificate: Uint8Array): boolean {
  const { message, signature } = part;
  const algorithm = SIGNATURE_ALGORITHM_NAMES.find((name) => {
    return Buffer.compare(signatureIdentifier(name), part.algorithm) === 0;
  });
  return algorithm !== undefined && isSignatureOf({ algorithm, certificate, message, signature });
}
