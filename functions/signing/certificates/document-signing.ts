/** Whether a certificate's key may sign documents (RFC 5280 §4.2.1.3 and §4.2.1.12, RFC 9336). */
import type { CertificateExtensions } from './certificate-extensions.ts';

/** Any purpose, documentSigning, and what authorities put into signers' certificates in its place. */
const PURPOSES = new Set([
  '2.5.29.37.0',
  '1.3.6.1.5.5.7.3.36',
  '1.3.6.1.5.5.7.3.4',
  '1.3.6.1.5.5.7.3.2',
  '1.3.6.1.4.1.311.10.3.12',
  '1.2.840.113583.1.1.5',
]);

/** A certificate that names no purposes does not restrict its key to any. */
export function signsDocuments({ keyUsage, extendedKeyUsage }: CertificateExtensions): boolean {
  if (keyUsage?.signsData === false) return false;
  return extendedKeyUsage === undefined || extendedKeyUsage.purposes.some((purpose) => PURPOSES.has(purpose));
}
