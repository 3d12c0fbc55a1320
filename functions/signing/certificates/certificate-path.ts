/** Builds and checks a certificate path to a configured root (RFC 5280 §6), without revocation. */
import type { X509Certificate } from 'node:crypto';
import { certificateExtensions } from './certificate-extensions.ts';
import { parsedCertificate } from './parsed-certificate.ts';

export interface PathRequest {
  /** In DER. */
  readonly leaf: Uint8Array;
  /** Certificates that may lie between, in any order. */
  readonly intermediates: readonly Uint8Array[];
  readonly roots: readonly Uint8Array[];
  /** Every certificate of the path must be in its validity at this time. */
  readonly at: Date;
}

const MAX_LENGTH = 6;
/** No honest signer sends more; trying all orders of many would take for ever. */
const MAX_INTERMEDIATES = 8;

/**
 * The path from the leaf to a root, both included; undefined where there is none.
 *
 * @throws {MalformedDer} where a certificate cannot be read
 */
export function certificatePath(request: PathRequest): Uint8Array[] | undefined {
  if (request.intermediates.length > MAX_INTERMEDIATES) return undefined;
  const known = [...request.roots, ...request.intermediates].map(parsedCertificate);
  const roots = new Set(request.roots.map((der) => parsedCertificate(der).fingerprint256));
  const path = extend([parsedCertificate(request.leaf)], known, roots, request.at);
  return path?.map(({ raw }) => new Uint8Array(raw));
}

function extend(
  path: X509Certificate[],
  known: readonly X509Certificate[],
  roots: ReadonlySet<string>,
  at: Date,
): X509Certificate[] | undefined {
  const last = path.at(-1);
  if (last === undefined || path.length > MAX_LENGTH || !isValidAt(last, at)) return undefined;
  if (roots.has(last.fingerprint256)) return path;
  for (const issuer of known) {
    if (path.some(({ fingerprint256 }) => fingerprint256 === issuer.fingerprint256)) continue;
    if (!mayIssue(issuer, last, path.length - 1)) continue;
    const whole = extend([...path, issuer], known, roots, at);
    if (whole !== undefined) return whole;
  }
  return undefined;
}

function isValidAt(certificate: X509Certificate, at: Date): boolean {
  const { validFromDate, validToDate, raw } = certificate;
  return validFromDate <= at && at <= validToDate && certificateExtensions(raw).unknownCritical.length === 0;
}

/** @param between number of intermediates already below the issuer */
function mayIssue(issuer: X509Certificate, subject: X509Certificate, between: number): boolean {
  const { pathLength, keyUsage } = certificateExtensions(issuer.raw);
  if (!issuer.ca || keyUsage?.signsCertificates === false) return false;
  if (pathLength !== undefined && between > pathLength) return false;
  return subject.checkIssued(issuer) && subject.verify(issuer.publicKey);
}
