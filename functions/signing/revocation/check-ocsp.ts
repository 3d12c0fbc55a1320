/** Who may say what of a certificate by OCSP (RFC 6960 §3.2, §4.2.2). */
import { Buffer } from 'node:buffer';
import { type X509Certificate, createHash } from 'node:crypto';
import { certificateExtensions } from '../certificates/certificate-extensions.ts';
import { certificateParts } from '../certificates/certificate-parts.ts';
import { parsedCertificate } from '../certificates/parsed-certificate.ts';
import { MalformedDer } from '../cms/der-reader.ts';
import { type Issued, namesIssued } from './certificate-id.ts';
import {
  type OcspResponse,
  type ResponderId,
  type SingleResponse,
  idOf,
  readOcspResponse,
  readSingle,
} from './ocsp-response.ts';
import { isSignedWith } from './signed-part.ts';
import { type Reading, type Statement, fails } from './statement.ts';

const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
/** No honest responder sends more certificates; each costs a signature check. */
const MAX_CERTIFICATES = 8;

export interface OcspCheck extends Issued {
  readonly ocsp: Uint8Array;
  /** Where a responder's certificate may be found, if the response does not carry it. */
  readonly certificates: readonly Uint8Array[];
  /** As asked for; absent where the response is read from a file. */
  readonly nonce?: Uint8Array | undefined;
}

/**
 * What the response says of the certificate; times are not looked at, nor the responder's own status.
 *
 * @throws {MalformedDer}
 */
export function checkOcsp(check: OcspCheck): Reading<Statement[]> {
  const read = readOcspResponse(check.ocsp);
  if (!read.ok) return read;
  const response = read.value;
  const names = namesIssued(check);
  const singles = response.singles.filter((single) => names(idOf(single))).map(readSingle);
  if (singles.length === 0) return fails('other-certificate');
  if ([response, ...singles].some(({ hasUnknownCritical }) => hasUnknownCritical)) {
    return fails('critical-extension');
  }
  if (!answersNonce(response, check.nonce)) return fails('nonce');
  const signer = signerOf(response, check);
  if (!signer.ok) return signer;
  const known = singles.flatMap((single) => statementOf(check.ocsp, response, single, signer.value));
  return known.length === singles.length ? { ok: true, value: known } : fails('unknown');
}

/** Many responders answer from stock, without the nonce; another nonce is an answer to another question (§4.4.1). */
function answersNonce({ nonce }: OcspResponse, asked: Uint8Array | undefined): boolean {
  return asked === undefined || nonce === undefined || Buffer.compare(nonce, asked) === 0;
}

/** The issuer itself, or whoever it has given id-kp-OCSPSigning: then their certificate. */
function signerOf(response: OcspResponse, check: OcspCheck): Reading<Uint8Array | undefined> {
  if (identifies(response.responder, check.issuer)) {
    if (isSignedWith(response.part, check.issuer)) return { ok: true, value: undefined };
  }
  const candidates = [...response.certificates.slice(0, MAX_CERTIFICATES), ...check.certificates]
    .filter((candidate) => holds(() => identifies(response.responder, candidate)))
    .slice(0, MAX_CERTIFICATES);
  if (candidates.length === 0) return fails('signature');
  const delegated = candidates.filter((candidate) => {
    return holds(() => isDelegated(candidate, check.issuer));
  });
  if (delegated.length === 0) return fails('responder-unauthorised');
  const signer = delegated.find((candidate) => isSignedWith(response.part, candidate));
  if (signer === undefined) return fails('signature');
  return wasValid(signer, response.producedAt) ? { ok: true, value: signer } : fails('responder-expired');
}

/** One certificate that cannot be read, among those found in a file, takes nothing from the others. */
function holds(test: () => boolean): boolean {
  try {
    return test();
  } catch (error) {
    if (error instanceof MalformedDer) return false;
    throw error;
  }
}

function identifies(responder: ResponderId, certificate: Uint8Array): boolean {
  const { subject, publicKey } = certificateParts(certificate);
  if (responder.by === 'name') return Buffer.compare(subject, responder.name) === 0;
  return createHash('sha1').update(publicKey).digest().equals(responder.sha1);
}

/** Issued directly by the very authority whose certificates it answers for (§4.2.2.2). */
function isDelegated(responder: Uint8Array, issuer: Uint8Array): boolean {
  const { extendedKeyUsage, keyUsage, unknownCritical } = certificateExtensions(responder);
  if (extendedKeyUsage?.purposes.includes(OCSP_SIGNING) !== true) return false;
  if (keyUsage?.signsData === false || unknownCritical.length > 0) return false;
  const [subordinate, authority] = [responder, issuer].map(readCertificate);
  if (subordinate === undefined || authority === undefined) return false;
  return subordinate.checkIssued(authority) && subordinate.verify(authority.publicKey);
}

function readCertificate(der: Uint8Array): X509Certificate | undefined {
  try {
    return parsedCertificate(der);
  } catch {
    return undefined;
  }
}

function wasValid(certificate: Uint8Array, at: Date): boolean {
  const { notBefore, notAfter } = certificateParts(certificate);
  return notBefore <= at && at <= notAfter;
}

function statementOf(
  der: Uint8Array,
  { producedAt }: OcspResponse,
  { status, thisUpdate, nextUpdate, keptSince }: SingleResponse,
  responder: Uint8Array | undefined,
): Statement[] {
  if (status === 'unknown') return [];
  const revocation = status === 'good' ? undefined : status;
  return [{ kind: 'ocsp', der, thisUpdate, nextUpdate, producedAt, keptSince, responder, revocation }];
}
