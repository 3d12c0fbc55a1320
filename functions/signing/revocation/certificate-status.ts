/**
 * The status of a certificate at a time, from OCSP responses and revocation lists at hand: fetched just now, or
 * read from a file's DSS years later. Nothing is fetched here, and nothing is believed that is not signed.
 */
import { Buffer } from 'node:buffer';
import { certificateParts } from '../certificates/certificate-parts.ts';
import { revocationPointers } from '../certificates/revocation-pointers.ts';
import { MalformedDer } from '../cms/der-reader.ts';
import type { Issued } from './certificate-id.ts';
import { checkCrl } from './check-crl.ts';
import { checkOcsp } from './check-ocsp.ts';
import { type Freshness, type TimeInQuestion, datingFault, reachFault } from './evidence-time.ts';
import { type EvidenceFault, type Reading, type Revocation, type Statement, fails } from './statement.ts';

/** What may be fetched or read at most. */
export const MAX_OCSP_BYTES = 64 * 1024;
export const MAX_CRL_BYTES = 10 * 1024 * 1024;
/** Pieces looked at for one certificate: a file of ten years has dozens, a hostile one any number. */
const MAX_PIECES = 128;
/** Of these, pieces about this very certificate: each costs a signature check. */
const MAX_CHECKED = 16;

export interface StatusRequest extends Issued {
  readonly ocsps: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  /** Where responders' certificates may be found that responses do not carry: a DSS's. */
  readonly certificates?: readonly Uint8Array[];
  /** When the certificate must have been good: now, or the time a timestamp proves. */
  readonly at: Date;
  /** When the evidence was there to be seen: now, or the time of the archive timestamp over it. Default `at`. */
  readonly seenAt?: Date;
  readonly freshness: Freshness;
  /** Content of the nonce that was sent. */
  readonly nonce?: Uint8Array | undefined;
}

export type CertificateStatus = GoodStatus | RevokedStatus | UnknownStatus;

export interface GoodStatus {
  readonly status: 'good';
  readonly evidence: Statement;
  /** It was revoked later than the time in question, which does not touch what was signed before. */
  readonly revokedLater: Revocation | undefined;
}

export interface RevokedStatus {
  readonly status: 'revoked';
  readonly evidence: Statement;
  readonly revocation: Revocation;
}

export interface UnknownStatus {
  readonly status: 'unknown';
  /** Why each piece said nothing; empty where there was none. */
  readonly faults: readonly EvidenceFault[];
}

/** @throws {MalformedDer} where the certificate or its issuer cannot be read; evidence never makes it throw */
export function certificateStatus(request: StatusRequest): CertificateStatus {
  const question = { ...request, seenAt: request.seenAt ?? request.at };
  const { notAfter: expiry, issuer } = certificateParts(request.certificate);
  if (Buffer.compare(issuer, certificateParts(request.issuer).subject) !== 0) {
    return { status: 'unknown', faults: ['other-certificate'] };
  }
  const faults: EvidenceFault[] = [];
  const good: Statement[] = [];
  for (const reading of readEvidence(question)) {
    if (!reading.ok) {
      faults.push(reading.fault);
      continue;
    }
    const { value: evidence } = reading;
    const { revocation } = evidence;
    const isRevoked = revocation !== undefined && revocation.since <= question.at;
    if (isRevoked && revocation.reason !== 'certificateHold') {
      return { status: 'revoked', evidence, revocation };
    }
    const isKnownLater = revocation !== undefined && !isRevoked && evidence.thisUpdate >= question.at;
    const fault = isKnownLater ? undefined : reachFault(evidence, question, expiry);
    if (fault !== undefined) faults.push(fault);
    else if (isRevoked) return { status: 'revoked', evidence, revocation };
    else good.push(evidence);
  }
  return statusOfGood(good) ?? { status: 'unknown', faults };
}

function statusOfGood(statements: readonly Statement[]): GoodStatus | undefined {
  const latestFirst = statements.toSorted((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime());
  const evidence = latestFirst.find(({ revocation }) => revocation !== undefined) ?? latestFirst[0];
  return evidence && { status: 'good', evidence, revokedLater: evidence.revocation };
}

type Question = StatusRequest & TimeInQuestion;

function* readEvidence(question: Question): Generator<Reading<Statement>> {
  const { ocsps, crls, certificates = [], certificate, issuer, nonce } = question;
  yield* readPieces(ocsps, MAX_OCSP_BYTES, question, (ocsp) => {
    return checkOcsp({ ocsp, certificate, issuer, certificates, nonce });
  });
  yield* readPieces(crls, MAX_CRL_BYTES, question, (crl) => checkCrl(crl, { certificate, issuer }));
}

function* readPieces(
  pieces: readonly Uint8Array[],
  maximalBytes: number,
  question: Question,
  check: (piece: Uint8Array) => Reading<Statement[]>,
): Generator<Reading<Statement>> {
  let checked = 0;
  for (const [position, piece] of pieces.entries()) {
    if (position === MAX_PIECES || checked === MAX_CHECKED) {
      yield fails('too-many');
      break;
    }
    const reading = piece.length > maximalBytes ? fails('too-large') : readPiece(piece, check);
    if (reading.ok || reading.fault !== 'other-certificate') checked += 1;
    if (!reading.ok) yield reading;
    else for (const statement of reading.value) yield standing(statement, question);
  }
}

function readPiece(
  piece: Uint8Array,
  check: (piece: Uint8Array) => Reading<Statement[]>,
): Reading<Statement[]> {
  try {
    return check(piece);
  } catch (error) {
    if (error instanceof MalformedDer) return fails('malformed');
    throw error;
  }
}

/** A statement whose date can be, and whose responder was not itself revoked. */
function standing(statement: Statement, question: Question): Reading<Statement> {
  const fault = datingFault(statement, question) ?? responderFault(statement, question);
  return fault === undefined ? { ok: true, value: statement } : fails(fault);
}

/**
 * A responder's own status comes from a list, never from what it says of itself. One that is not to be asked for
 * (id-pkix-ocsp-nocheck), or names no place to ask, is taken as it is (RFC 6960 §4.2.2.2.1).
 */
function responderFault({ responder, producedAt }: Statement, question: Question): EvidenceFault | undefined {
  if (responder === undefined) return undefined;
  const { needsNoCheck, ocsp, crl } = revocationPointers(responder);
  if (needsNoCheck) return undefined;
  const { status } = certificateStatus({ ...question, certificate: responder, ocsps: [], at: producedAt });
  if (status === 'revoked') return 'responder-revoked';
  return status === 'unknown' && ocsp.length + crl.length > 0 ? 'responder-status-unknown' : undefined;
}
