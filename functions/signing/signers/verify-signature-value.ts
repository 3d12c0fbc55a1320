/** Checks raw signature values with node:crypto, against the certificate they claim to come from. */
import { X509Certificate, constants, verify } from 'node:crypto';
import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from '../cms/signature-algorithm.ts';

export interface SignatureClaim {
  readonly algorithm: SignatureAlgorithm;
  /** The signer's certificate in DER. */
  readonly certificate: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** Whether the certificate's key made this signature over this message, with this very algorithm. */
export function isSignatureOf(claim: SignatureClaim): boolean {
  const { scheme, hash } = SIGNATURE_ALGORITHMS[claim.algorithm];
  const key = new X509Certificate(claim.certificate).publicKey;
  if (key.asymmetricKeyType !== (scheme === 'ecdsa' ? 'ec' : 'rsa')) return false;
  const options =
    scheme === 'rsa-pss'
      ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : { key };
  return verify(hash, claim.message, options, claim.signature);
}
