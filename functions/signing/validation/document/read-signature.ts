/** The cryptographic half of a signature: CMS, strength, digest, certificate, value, in the order of EN 319 102-1 §5.3. */
import { Buffer } from 'node:buffer';
import { certificateExtensions } from '../../certificates/certificate-extensions.ts';
import { MalformedDer } from '../../cms/der-reader.ts';
import { OID } from '../../cms/object-identifiers.ts';
import { type SignedData, readCms, signerCertificate } from '../../cms/read-cms.ts';
import { coversDigest, digestAlgorithmOf, isSignedBy, namesCertificate } from '../../cms/verify-cms.ts';
import { digestOfRange } from '../../pdf/byte-range.ts';
import type { SignatureReport } from './document-report.ts';
import { isCertificate } from './evidence-pool.ts';
import { type Problem, failed, indeterminate } from './judge-certificate.ts';
import type { LocatedSignature } from './located-signature.ts';
import { signatureStrength } from './signature-strength.ts';

export const PADES = 'ETSI.CAdES.detached';
const DETACHED = [PADES, 'adbe.pkcs7.detached'];

export interface ReadSignature {
  readonly problems: readonly Problem[];
  readonly cms: SignedData | undefined;
  readonly certificate: Uint8Array | undefined;
  readonly algorithm: string | undefined;
  readonly integrity: SignatureReport['integrity'];
}

/** @param pdf the whole file */
export function readSignature(pdf: Uint8Array, located: LocatedSignature): ReadSignature {
  const unread = {
    cms: undefined,
    certificate: undefined,
    algorithm: undefined,
    integrity: 'not-checked',
  } as const;
  const { subFilter } = located;
  if (subFilter.endsWith('sha1')) {
    return { ...unread, problems: [indeterminate('CRYPTO_CONSTRAINTS_FAILURE', 'algorithm', subFilter)] };
  }
  if (!DETACHED.includes(subFilter)) {
    return { ...unread, problems: [failed('FORMAT_FAILURE', 'cms-malformed', `SubFilter ${subFilter}`)] };
  }
  try {
    return read(pdf, located, readCms(located.contents));
  } catch (error) {
    if (!(error instanceof MalformedDer)) throw error;
    return { ...unread, problems: [failed('FORMAT_FAILURE', 'cms-malformed', error.message)] };
  }
}

function read(pdf: Uint8Array, { byteRange, subFilter }: LocatedSignature, cms: SignedData): ReadSignature {
  const certificate = signerCertificate(cms);
  if (certificate === undefined || !isCertificate(certificate)) {
    const problem = indeterminate('NO_SIGNING_CERTIFICATE_FOUND', 'signing-certificate', 'it is not there');
    return {
      problems: [problem],
      cms,
      certificate: undefined,
      algorithm: undefined,
      integrity: 'not-checked',
    };
  }
  const { algorithm, isEnough } = signatureStrength(cms, certificate);
  const known = { cms, certificate, algorithm };
  const isDetached = cms.eContentType === OID.data && cms.eContent === undefined;
  if (!isDetached) {
    const problem = failed('FORMAT_FAILURE', 'cms-malformed', 'the signature carries content of its own');
    return { ...known, problems: [problem], integrity: 'not-checked' };
  }
  const hash = digestAlgorithmOf(cms);
  if (!isEnough || hash === undefined) {
    const problem = indeterminate('CRYPTO_CONSTRAINTS_FAILURE', 'algorithm', algorithm);
    return { ...known, problems: [problem], integrity: 'not-checked' };
  }
  if (!coversDigest(cms, digestOfRange(pdf, byteRange, hash))) {
    const problem = failed('HASH_FAILURE', 'digest', 'covered bytes are not those that were signed');
    return { ...known, problems: [problem], integrity: 'broken' };
  }
  const problems = certificateProblems(cms, certificate, subFilter);
  const isBroken = problems.some(({ finding }) => finding.code === 'signature-value');
  return { ...known, problems, integrity: isBroken ? 'broken' : 'intact' };
}

function certificateProblems(cms: SignedData, certificate: Uint8Array, subFilter: string): Problem[] {
  const problems: Problem[] = [];
  const needsName = subFilter === PADES || cms.signer.signed.has(OID.signingCertificateV2);
  if (needsName && !namesCertificate(cms, certificate)) {
    const detail = 'signing-certificate-v2 is missing or names another certificate';
    problems.push(indeterminate('NO_SIGNING_CERTIFICATE_FOUND', 'signing-certificate', detail));
  }
  if (!isSignedBy(cms, certificate)) {
    const detail = 'the value was not made with the certificate’s key';
    problems.push(failed('SIG_CRYPTO_FAILURE', 'signature-value', detail));
  }
  if (certificateExtensions(certificate).keyUsage?.signsData === false) {
    const detail = 'the key is not for signing';
    problems.push(indeterminate('CHAIN_CONSTRAINTS_FAILURE', 'certificate-purpose', detail));
  }
  return problems;
}

/** A revocation archive of Acrobat's (adbe-revocationInfoArchival) is not read: DSS is where PAdES keeps it. */
export function timestampToken(cms: SignedData | undefined): Uint8Array | undefined {
  const token = cms?.signer.unsigned.get(OID.signatureTimeStampToken)?.encoded;
  return token && new Uint8Array(Buffer.from(token));
}
