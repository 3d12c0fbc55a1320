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
import { verifyTimestamp } from '../timestamps/verify-timestamp.ts';
import type { PlacedSignature } from './placed-signature.ts';
import type { FindingCode, ValidatedSignature } from './report.ts';

export type SignatureVerdict =
  | { readonly ok: true; readonly signature: ValidatedSignature }
  | { readonly ok: false; readonly code: FindingCode };

/** @param roots certificates in DER that signer and timestamp must lead to */
export function checkSignature(
  pdf: Uint8Array,
  placed: PlacedSignature,
  roots: readonly Uint8Array[],
): SignatureVerdict {
  try {
    return check(pdf, placed, readCms(placed.cms), roots);
  } catch (error) {
    if (error instanceof MalformedDer) return { ok: false, code: 'cms-malformed' };
    throw error;
  }
}

function check(
  pdf: Uint8Array,
  { field, byteRange }: PlacedSignature,
  cms: SignedData,
  roots: readonly Uint8Array[],
): SignatureVerdict {
  const hash = digestAlgorithmOf(cms);
  const certificate = signerCertificate(cms);
  const isDetached = cms.eContentType === OID.data && cms.eContent === undefined;
  if (hash === undefined || !isDetached) return refused('cms-malformed');
  if (!coversDigest(cms, digestOfRange(pdf, byteRange, hash))) return refused('digest');
  if (certificate === undefined || !namesCertificate(cms, certificate)) return refused('signing-certificate');
  if (!isSignedBy(cms, certificate)) return refused('signature-value');
  if (!signsDocuments(certificateExtensions(certificate))) return refused('certificate-purpose');
  const token = cms.signer.unsigned.get(OID.signatureTimeStampToken);
  if (token === undefined) return refused('timestamp-missing');
  const stamp = verifyTimestamp({ token: token.encoded, stamped: cms.signer.signature, roots });
  if (!stamp.ok) return refused(stamp.fault);
  const path = { leaf: certificate, intermediates: cms.certificates, roots, at: stamp.time };
  if (certificatePath(path) === undefined) return refused('certificate-chain');
  const fingerprint = createHash('sha256').update(certificate).digest('hex');
  return { ok: true, signature: { field: field.name, certificate: fingerprint, time: stamp.time } };
}

function refused(code: FindingCode): SignatureVerdict {
  return { ok: false, code };
}
