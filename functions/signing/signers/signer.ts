/** The port behind which every private key hides. */
import type { SignatureAlgorithm } from '../cms/signature-algorithm.ts';

/** The same thing twice: remote services and hardware sign a digest, local keys the message. */
export interface ToBeSigned {
  readonly message: Uint8Array;
  /** Digest of `message` with the hash of the signer's algorithm. */
  readonly digest: Uint8Array;
}

/** The key cannot be used: it is gone, disabled, of another kind, or not ours to use. A person must look. */
export class SigningKeyRefused extends Error {
  override readonly name = 'SigningKeyRefused';
}

export interface Signer {
  readonly algorithm: SignatureAlgorithm;
  /** Certificates in DER, the signer's own first, each followed by its issuer. */
  certificateChain(): Uint8Array[];
  /** The raw signature value: RSA octets, or a DER-encoded ECDSA-Sig-Value. */
  sign(toBeSigned: ToBeSigned): Promise<Uint8Array>;
}
