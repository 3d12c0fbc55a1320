/** How long a key's certificates still last: a renewal takes the issuer weeks. */
import { X509Certificate } from 'node:crypto';

/** Days before the end at which somebody is told, each once. */
export const WARNING_DAYS = [60, 30, 7] as const;

export interface CertificateExpiry {
  /** When the first certificate of the chain ends. */
  readonly notAfter: Date;
  /** Whole days left; negative once it has ended. */
  readonly daysLeft: number;
  /** The smallest of the warnings that is due; undefined where there is time. */
  readonly warning: (typeof WARNING_DAYS)[number] | undefined;
}

const DAY = 86_400_000;

/**
 * Undefined where a certificate cannot be read: then nothing can be said, and nothing signed.
 *
 * @param chain certificates in PEM or DER; an issuer that ends first takes the key with it
 */
export function certificateExpiry(
  chain: readonly (string | Uint8Array)[],
  now: Date,
): CertificateExpiry | undefined {
  const ends = chain.map(endOf);
  const notAfter = new Date(Math.min(...ends));
  if (Number.isNaN(notAfter.getTime())) return undefined;
  const daysLeft = Math.floor((notAfter.getTime() - now.getTime()) / DAY);
  return { notAfter, daysLeft, warning: WARNING_DAYS.findLast((days) => daysLeft <= days) };
}

function endOf(certificate: string | Uint8Array): number {
  try {
    return new X509Certificate(certificate).validToDate.getTime();
  } catch {
    return Number.NaN;
  }
}
