/** What a responder or a list says of one certificate, once its signature holds. */

/** Reasons of RFC 5280 §5.3.1, by their number; 7 is not used. */
const REASONS = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'unspecified',
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
] as const;

export type RevocationReason = (typeof REASONS)[number];

/** @param code undefined where none is given, which means the same as `unspecified` */
export function reasonOf(code: number | undefined): RevocationReason {
  return REASONS[code ?? 0] ?? 'unspecified';
}

export interface Revocation {
  /** Signatures from here on do not count: when it was revoked, or, where earlier, became doubtful (§5.3.2). */
  readonly since: Date;
  readonly reason: RevocationReason;
}

/** A signed statement about one certificate. */
export interface Statement {
  readonly kind: 'ocsp' | 'crl';
  /** The OCSPResponse or CertificateList, as a DSS holds it. */
  readonly der: Uint8Array;
  readonly thisUpdate: Date;
  /** Absent where newer data can be had at any time (RFC 6960 §4.2.2.1). */
  readonly nextUpdate: Date | undefined;
  /** When it was signed; a list's own `thisUpdate`. */
  readonly producedAt: Date;
  /** The status of certificates is kept beyond their expiry from this day on (RFC 6960 §4.4.4, X.509 §9.5.2.8). */
  readonly keptSince: Date | undefined;
  /** The responder's certificate, where the issuer has delegated the answer. */
  readonly responder: Uint8Array | undefined;
  /** Undefined is good. */
  readonly revocation: Revocation | undefined;
}

/** Why a piece of evidence says nothing. */
export type EvidenceFault =
  /** no OCSPResponse or CertificateList in DER */
  | 'malformed'
  | 'too-large'
  /** more pieces than anyone needs: the rest was not looked at */
  | 'too-many'
  /** the responder answered tryLater, unauthorized or another refusal (RFC 6960 §4.2.1) */
  | 'refused'
  /** it is about other certificates */
  | 'other-certificate'
  | 'signature'
  /** neither the issuer nor anyone it has delegated to has signed (RFC 6960 §4.2.2.2) */
  | 'responder-unauthorised'
  | 'responder-expired'
  | 'responder-revoked'
  | 'responder-status-unknown'
  | 'nonce'
  | 'critical-extension'
  /** the issuer's key is not for signing lists (RFC 5280 §6.3.3 f) */
  | 'issuer-usage'
  | 'indirect'
  | 'delta'
  /** the list covers other certificates or some reasons only */
  | 'scope'
  /** it is dated after it was seen */
  | 'not-yet'
  | 'stale'
  /** made after the certificate expired, when its revocation may have been forgotten */
  | 'after-expiry'
  /** the responder does not know the certificate */
  | 'unknown';

/** A reading that came to nothing, or to what can be said. */
export type Reading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: EvidenceFault };

export function fails(fault: EvidenceFault): { readonly ok: false; readonly fault: EvidenceFault } {
  return { ok: false, fault };
}
