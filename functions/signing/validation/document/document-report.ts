/** What the verifier of documents says, the verdict first. Codes and words are stable: machines read them. */
import type { ByteRange } from '../../pdf/byte-range.ts';
import type { ChangeLevel } from '../changes/claim.ts';
import type { CertificateSubject, NamedParty } from './certificate-subject.ts';

/** `cannot-tell`: nothing speaks against it, and something needed to say `valid` is missing. */
export type Verdict = 'valid' | 'not-valid' | 'cannot-tell';

/** ETSI EN 319 102-1 §5.1.3. */
export type Indication = 'TOTAL-PASSED' | 'TOTAL-FAILED' | 'INDETERMINATE';

/** Those of table 6 there that are given here. */
export type SubIndication =
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'REVOKED'
  | 'NOT_YET_VALID'
  | 'SIG_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'OUT_OF_BOUNDS_NO_POE'
  | 'REVOKED_NO_POE'
  | 'REVOKED_CA_NO_POE'
  | 'TRY_LATER';

export type DocumentFindingCode =
  /** It cannot be read as a viewer reads it, or viewers would disagree. */
  | 'file-unreadable'
  /** It asks for more work than a verifier grants. */
  | 'work-limit'
  /** Something stands behind the end of the file. */
  | 'trailing-bytes'
  | 'no-signature'
  /** Two fields of one name: which one is meant is anybody's guess. */
  | 'duplicate-field-name';

export type SignatureFindingCode =
  /** ByteRange or Contents is not as it must be. */
  | 'byte-range'
  | 'cms-malformed'
  /** The covered bytes are not those that were signed. */
  | 'digest'
  /** The signer's certificate is missing, or not the one the signature names. */
  | 'signing-certificate'
  | 'signature-value'
  /** Hash, scheme or key is too weak, or none this verifier knows. */
  | 'algorithm'
  /** The key is not for signing. */
  | 'certificate-purpose'
  | 'certificate-chain'
  /** A certificate of the chain was not valid at the best proved time. */
  | 'certificate-expired'
  /** It was signed before its certificate began. */
  | 'certificate-not-yet-valid'
  | 'revoked'
  /** There is no evidence that reaches the time in question. */
  | 'revocation-missing'
  | 'timestamp-malformed'
  | 'timestamp-imprint'
  | 'timestamp-nonce'
  | 'timestamp-signature'
  | 'timestamp-purpose'
  | 'timestamp-chain'
  | 'timestamp-future'
  /** Something changed afterwards that no rule explains. */
  | 'later-change'
  /** It can be explained, and this signature forbids it (DocMDP, FieldMDP, Lock). */
  | 'permissions';

export interface DocumentFinding {
  readonly code: DocumentFindingCode;
  readonly detail: string;
}

export interface SignatureFinding {
  readonly code: SignatureFindingCode;
  readonly detail: string;
}

export type PadesLevel = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';

export interface ProvedTime {
  readonly time: Date;
  /** `signature timestamp`, or the name of the document timestamp's field. */
  readonly by: string;
}

export interface LaterChanges {
  readonly level: ChangeLevel;
  readonly list: readonly string[];
}

export interface SignatureReport {
  readonly field: string;
  readonly kind: 'approval' | 'certification' | 'timestamp';
  readonly indication: Indication;
  /** Absent where the signature passed. */
  readonly subIndication: SubIndication | undefined;
  readonly findings: readonly SignatureFinding[];
  /** From the certificate's subject, which its issuer vouches for only where `chain` is trusted. */
  readonly signer: CertificateSubject;
  /** The authority that issued the certificate, as that says; vouched for in the same way. */
  readonly issuer: NamedParty;
  /** SHA-256 of the signer's certificate, in hexadecimal. */
  readonly certificate: string | undefined;
  /** What the signer's software says the signature is for; ours names the official's capacity (Reason). */
  readonly statedReason: string | undefined;
  /** What the signer's software wrote (M). */
  readonly claimedTime: Date | undefined;
  readonly provedTime: ProvedTime | undefined;
  /** Offset and length of the two parts of the file that it covers. */
  readonly covers: ByteRange | undefined;
  readonly coverage: 'whole-file' | 'whole-revision' | 'unknown';
  readonly integrity: 'intact' | 'broken' | 'not-checked';
  readonly chain: 'trusted' | 'untrusted' | 'not-checked';
  readonly revocation: 'good' | 'revoked' | 'not-checked';
  /** Absent for timestamps, and for signatures that are not PAdES. */
  readonly level: PadesLevel | undefined;
  readonly algorithm: string | undefined;
  readonly changes: LaterChanges;
  /** Whether what came later kept to DocMDP, FieldMDP and Lock. */
  readonly permissionsHonoured: boolean;
  readonly notChecked: readonly string[];
}

export interface DocumentReport {
  readonly verdict: Verdict;
  /** False where the file could not be looked into at all. */
  readonly readable: boolean;
  /** SHA-256 of the file, in hexadecimal. */
  readonly sha256: string;
  /** False where another digest was expected; undefined where none was. */
  readonly asIssued: boolean | undefined;
  readonly findings: readonly DocumentFinding[];
  readonly signatures: readonly SignatureReport[];
  readonly notChecked: readonly string[];
}
