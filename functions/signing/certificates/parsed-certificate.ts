import { X509Certificate } from 'node:crypto';
import { sha256 } from '../../platform/digest.ts';

/** The same few certificates come again with every signature, and reading one takes as long as verifying with its key. */
const parsed = new Map<string, X509Certificate>();
const MOST_KEPT = 64;

/**
 * A certificate as node:crypto reads it, with what it has read of it so far, its public key above all.
 *
 * @param der an X.509 certificate
 * @throws where it is none
 */
export function parsedCertificate(der: Uint8Array): X509Certificate {
  const fingerprint = sha256(der);
  const known = parsed.get(fingerprint);
  if (known !== undefined) return known;
  const certificate = new X509Certificate(der);
  if (parsed.size >= MOST_KEPT) parsed.clear();
  parsed.set(fingerprint, certificate);
  return certificate;
}
