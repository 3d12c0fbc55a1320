/** The cryptographic checks of one signature: digest, certificate, value, timestamp, path. */
import { createHash } from 'node:crypto';
import { certificateExtensions } from '../certificates/certificate-extensions.ts';
import { signsDocuments } from '../certificates/document-signing.ts';
import { certificatePath } from '../certificates/certificate-path.ts';
import { MalformedDer } from '../cms/der-reader.ts';
import { OID } from '../cms/object-identifiers.ts';
import { type SignedData, readCms, signerCertificate } from '../cms/read-cms.ts';
import { coversDigest, digestAlgorithmOf, isSignedBy, namesCertificate } from '../cms/verify-cms.ts';
import { digestOfRange } from '../pdf/byte-range.ts';
import { claimedTime } from '../pdf/claimed-time.ts';
import type { SignatureLevel } from '../signature-level.ts';
import { verifyTimestamp } from '../timestamps/verify-timestamp.ts';
import type { PlacedSignature } from './placed-signature.ts';
import type { FindingCode, ValidatedSignature } from './report.ts';

export interface SignatureTerms {
  /** Certificates in DER that signer and timestamp must lead to. */
  readonly roots: readonly Uint8Array[];
  /** At B-B there is no timestamp, and the time is what the signature claims; B-T where it is left out. */
  readonly level?: SignatureLevel;
}

export type SignatureVerdict =
  | { readonly ok: true; readonly signature: ValidatedSignature }
  | { readonly ok: false; readonly code: FindingCode };

export function checkSignature(
  pdf: Uint8Array,
  placed: PlacedSignature,
  terms: SignatureTerms,
): SignatureVerdict {
  try {
    return check(pdf, placed, readCms(placed.cms), terms);
  } catch (error) {
    if (error instanceof MalformedDer) return { ok: false, code: 'cms-malformed' };
    throw error;
  }
}

function check(
  pdf: Uint8Array,
  placed: PlacedSignature,
  cms: SignedData,
  terms: SignatureTerms,
): SignatureVerdict {
  const { field, byteRange } = placed;
  const hash = digestAlgorithmOf(cms);
  const certificate = signerCertificate(cms);
  const isDetached = cms.eContentType === OID.data && cms.eContent === undefined;
  if (hash === undefined || !isDetached) return refused('cms-malformed');
  if (!coversDigest(cms, digestOfRange(pdf, byteRange, hash))) return refused('digest');
  if (certificate === undefined || !namesCertificate(cms, certificate)) return refused('signing-certificate');
  if (!isSignedBy(cms, certificate)) return refused('signature-value');
  if (!signsDocuments(certificateExtensions(certificate))) return refused('certificate-purpose');
  const when = timeOf(placed, cms, terms);
  if (!('time' in when)) return refused(when.fault);
  const path = {
    leaf: certificate,
    intermediates: cms.certificates,
    roots: terms.roots,
    at: when.time,
  };
  if (certificatePath(path) === undefined) return refused('certificate-chain');
  const fingerprint = createHash('sha256').update(certificate).digest('hex');
  return { ok: true, signature: { field: field.name, certificate: fingerprint, time: when.time } };
}

/** The time its timestamp proves; at B-B, where there must be none, the time it claims. */
function timeOf(
  { dict }: PlacedSignature,
  cms: SignedData,
  { roots, level }: SignatureTerms,
): { readonly time: Date } | { readonly fault: FindingCode } {
  const token = cms.signer.unsigned.get(OID.signatureTimeStampToken);
  if (level === 'B-B') {
    const time = claimedTime(dict);
    if (token !== undefined) return { fault: 'timestamp-unexpected' };
    return time === undefined ? { fault: 'timestamp-missing' } : { time };
  }
  if (token === undefined) return { fault: 'timestamp-missing' };
  const stamp = verifyTimestamp({ token: token.encoded, stamped: cms.signer.signature, roots });
  return stamp.ok ? { time: stamp.time } : { fault: stamp.fault };
}

function refused(code: FindingCode): SignatureVerdict {
  return { ok: false, code };
}
