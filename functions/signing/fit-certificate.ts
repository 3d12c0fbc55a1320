/**
 * Whether a certificate may sign now: asked before anything is signed, because a signature by a revoked, expired
 * or foreign certificate is none (Circular 15/2025/TT-BKHCN, annex II: unknown is not good either).
 */
import type { Clock } from '../platform/clock.ts';
import { certificateExtensions } from './certificates/certificate-extensions.ts';
import { certificateParts } from './certificates/certificate-parts.ts';
import { certificatePath } from './certificates/certificate-path.ts';
import { signsDocuments } from './certificates/document-signing.ts';
import { issuedIn } from './revocation/collect-revocation.ts';
import type { RevocationSource } from './revocation/revocation-source.ts';
import type { Revocation } from './revocation/statement.ts';

/** The certificate, or one above it, has been revoked or is on hold. */
export class CertificateRevoked extends Error {
  override readonly name = 'CertificateRevoked';
}

/** The certificate's validity has ended. */
export class CertificateExpired extends Error {
  override readonly name = 'CertificateExpired';
}

/** The certificate is not valid yet, not for signing, or leads to no configured root. */
export class CertificateUnfit extends Error {
  override readonly name = 'CertificateUnfit';
}

export interface FitnessDependencies {
  readonly roots: () => Promise<readonly Uint8Array[]>;
  readonly revocation: RevocationSource;
  readonly clock: Clock;
}

export type Unfitness =
  | { readonly fault: 'expired'; readonly since: Date }
  | { readonly fault: 'not-yet-valid'; readonly until: Date }
  | { readonly fault: 'key-usage' }
  | { readonly fault: 'chain' }
  | { readonly fault: 'revoked'; readonly revocation: Revocation };

/**
 * Why the certificate may not sign now; undefined where it may. Nothing is fetched before its chain is trusted.
 *
 * @param chain in DER, the certificate first
 * @throws {RevocationUnavailable} where nobody can tell its status
 */
export async function unfitness(
  { roots, revocation, clock }: FitnessDependencies,
  chain: readonly Uint8Array[],
): Promise<Unfitness | undefined> {
  const [leaf = new Uint8Array(), ...intermediates] = chain;
  const now = clock();
  const { notBefore, notAfter } = certificateParts(leaf);
  if (now > notAfter) return { fault: 'expired', since: notAfter };
  if (now < notBefore) return { fault: 'not-yet-valid', until: notBefore };
  if (!signsDocuments(certificateExtensions(leaf))) return { fault: 'key-usage' };
  const path = certificatePath({ leaf, intermediates, roots: await roots(), at: now });
  if (path === undefined) return { fault: 'chain' };
  const checked = await Promise.all(issuedIn(path).map((issued) => revocation.check(issued)));
  const revoked = checked.find(({ status }) => status.status === 'revoked')?.status;
  return revoked?.status === 'revoked' ? { fault: 'revoked', revocation: revoked.revocation } : undefined;
}

/** @throws {CertificateRevoked} {CertificateExpired} {CertificateUnfit} {RevocationUnavailable} */
export async function demandFitCertificate(
  deps: FitnessDependencies,
  chain: readonly Uint8Array[],
): Promise<void> {
  const found = await unfitness(deps, chain);
  if (found === undefined) return;
  if (found.fault === 'expired') throw new CertificateExpired(`expired at ${found.since.toISOString()}`);
  if (found.fault === 'not-yet-valid') {
    throw new CertificateUnfit(`not valid before ${found.until.toISOString()}`);
  }
  if (found.fault === 'key-usage') throw new CertificateUnfit('its key is not for signing');
  if (found.fault === 'chain') throw new CertificateUnfit('it leads to no configured root');
  const { since, reason } = found.revocation;
  throw new CertificateRevoked(`${reason} since ${since.toISOString()}`);
}
