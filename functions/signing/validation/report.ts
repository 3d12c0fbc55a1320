/** What the validator of results says. Codes are stable: people and machines refer to them. */

/** Why a file is not a valid result. */
export type FindingCode =
  /** It cannot be read as a PDF of the kind the product makes. */
  | 'file-unreadable'
  /** Its bytes are not those expected. */
  | 'file-differs'
  /** The official's or the agency's signature is not there. */
  | 'signature-missing'
  /** There is a signature besides those two. */
  | 'signature-unexpected'
  /** The agency signed before the official, or not after. */
  | 'signature-order'
  /** ByteRange does not leave out exactly the signature value. */
  | 'byte-range'
  /** The last signature does not cover the file to its end. */
  | 'coverage'
  | 'cms-malformed'
  /** The covered bytes are not those that were signed. */
  | 'digest'
  /** signing-certificate-v2 is missing or names another certificate. */
  | 'signing-certificate'
  /** The value was not made with the certificate's key. */
  | 'signature-value'
  /** The signer is not the one expected. */
  | 'signer-differs'
  /** The certificate's key is not for signing. */
  | 'certificate-purpose'
  /** The certificate did not lead to a configured root at the time of signing. */
  | 'certificate-chain'
  | 'timestamp-missing'
  /** There is a timestamp, though the level asked for has none. */
  | 'timestamp-unexpected'
  | 'timestamp-malformed'
  | 'timestamp-imprint'
  | 'timestamp-nonce'
  | 'timestamp-signature'
  | 'timestamp-purpose'
  | 'timestamp-chain'
  /** A signature does not forbid what it must: DocMDP P=2, or FieldMDP over number, date and signatures. */
  | 'permissions'
  /** The security store does not prove that every certificate was good when it was used. */
  | 'evidence-missing'
  /** A certificate was revoked when it was used. */
  | 'certificate-revoked'
  /** There is no timestamp over the whole file, though the level asks for one. */
  | 'archive-timestamp-missing'
  /** The timestamp over the whole file proves nothing. */
  | 'archive-timestamp'
  /** A timestamp over the whole file was not renewed before its certificates or algorithms ran out. */
  | 'proof-lapsed'
  /** A later revision changed more than number, date and the agency's signature. */
  | 'later-change'
  | 'number-differs'
  | 'date-differs'
  /** A field shows other text than its value. */
  | 'shown-text-differs';

export interface Finding {
  readonly code: FindingCode;
  /** The form field concerned. */
  readonly field?: string;
  readonly detail: string;
}

export interface ValidatedSignature {
  readonly field: string;
  /** SHA-256 of the signer's certificate, in hexadecimal. */
  readonly certificate: string;
  /** Time proved by the timestamp; at B-B the one claimed. */
  readonly time: Date;
}

export interface ValidationReport {
  /** True only where nothing at all was found. */
  readonly valid: boolean;
  readonly findings: readonly Finding[];
  /** Signatures whose value and timestamp hold, official first. */
  readonly signatures: readonly ValidatedSignature[];
}
