/** Checks raw signature values with node:crypto, against the certificate they claim to come from. */
import { verify } from 'node:crypto';
import { parsedCertificate } from '../certificates/parsed-certificate.ts';
import { type SignatureAlgorithm, hashOf } from '../cms/signature-algorithm.ts';
import { keyForAlgorithm } from './key-for-algorithm.ts';

export interface SignatureClaim {
  readonly algorithm: SignatureAlgorithm;
  /** The signer's certificate in DER. */
  readonly certificate: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** Whether the certificate's key made this signature over this message, with this very algorithm. */
export function isSignatureOf({ algorithm, certificate, message, signature }: SignatureClaim): boolean {
  const key = keyForAlgorithm(parsedCertificate(certificate).publicKey, algorithm);
  return key !== undefined && verify(hashOf(algorithm), message, key, signature);
}
