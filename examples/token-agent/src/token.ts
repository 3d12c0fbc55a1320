/** The device, as the agent's HTTP side knows it. PKCS#11 is behind it; tests put a key of their own there. */

/** Hashes and schemes of the protocol; the digest comes ready made. */
export const ALGORITHMS = [
  'RSASSA_PKCS1_V1_5_SHA_256',
  'RSASSA_PKCS1_V1_5_SHA_384',
  'RSASSA_PKCS1_V1_5_SHA_512',
  'RSASSA_PSS_SHA_256',
  'RSASSA_PSS_SHA_384',
  'RSASSA_PSS_SHA_512',
  'ECDSA_SHA_256',
  'ECDSA_SHA_384',
] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** Octets of the digest an algorithm signs. */
export function digestLength(algorithm: Algorithm): number {
  return Number(algorithm.slice(-3)) / 8;
}

/** A certificate that lies on a token. */
export interface TokenCertificate {
  /** DER */
  readonly certificate: Uint8Array;
  /** the token's own name */
  readonly token: string;
}

export interface DigestToSign {
  readonly id: string;
  readonly digest: Uint8Array;
  /** what the page says it is: shown to the person, never trusted */
  readonly label: string;
}

/** A batch as the person is asked to allow it, with their PIN. */
export interface SigningRequest {
  /** site that asks */
  readonly origin: string;
  /** SHA-256 of the certificate, hexadecimal */
  readonly thumbprint: string;
  readonly algorithm: Algorithm;
  readonly digests: readonly DigestToSign[];
}

/** A value, or why this one digest has none; the others of the batch are not touched by it. */
export type SignedDigest =
  | { readonly id: string; readonly value: Uint8Array }
  | { readonly id: string; readonly error: { readonly code: string } };

export interface Token {
  /** @throws {Fault} no-token */
  certificates(): Promise<readonly TokenCertificate[]>;
  /** @throws {Fault} no-token, certificate-not-found, algorithm-unsupported, cancelled, pin-wrong, pin-locked */
  sign(request: SigningRequest): Promise<readonly SignedDigest[]>;
}
