/** Certificates between PEM, as the directory keeps them, and DER. */
import { X509Certificate } from 'node:crypto';

/** @throws {Error} where a text is no certificate */
export function derOfPem(certificates: readonly string[]): Uint8Array[] {
  return certificates.map((pem) => new Uint8Array(new X509Certificate(pem).raw));
}
