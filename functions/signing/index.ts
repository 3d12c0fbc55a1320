/** What other capabilities, the API and the embedded stack may use of signing. */
export { agencySigning } from './agency-signing.ts';
export { type CertificateExpiry, certificateExpiry } from './certificates/certificate-expiry.ts';
export { certificateObjection, commonName } from './certificates/certificate-objection.ts';
export { type RequestedSubject, certificationRequest } from './certificates/certification-request.ts';
export { derOfPem } from './certificates/pem.ts';
export { buildCms, type CmsRequest } from './cms/build-cms.ts';
export * as der from './cms/der.ts';
export type { SignatureAlgorithm } from './cms/signature-algorithm.ts';
export {
  acceptExternalSignature,
  requestedSignature,
  type ExternalSignature,
  type ExternalSignatureDependencies,
  type RequestedSignature,
} from './external-signature.ts';
export { type CertifyDependencies, certifyFile } from './certify-file.ts';
export { COPY_FIELD, copiedDocument, type CopyRequest } from './copy/copied-document.ts';
export { demandFitAgency } from './sign-as-agency.ts';
export { type KeyFileProblem, openKeyFile } from './pkcs12/open-key-file.ts';
export { signatureWait } from './signature-wait.ts';
export { canSign } from './csc/csc-algorithm.ts';
export { type CscCredentials, CscService } from './csc/csc-service.ts';
export { printedDate, printedSigningTime } from './printed-date.ts';
export { configuredRevocation } from './revocation/configured-revocation.ts';
export { proofFindings } from './renewal/proof-findings.ts';
export { renewTimestamp, type RenewalServices } from './renewal/renew-timestamp.ts';
export { proofEndsAt, type StandingProof, standingProof } from './renewal/standing-proof.ts';
export { SealedSecrets } from './sealed-secrets.ts';
export { signatureLevel, type SignatureLevel } from './signature-level.ts';
export type { RevocationSource } from './revocation/revocation-source.ts';
export { signatureRefusals } from './signature-refusals.ts';
export { SignatureValues } from './signature-values.ts';
export { KmsSigner } from './signers/kms-signer.ts';
export type { Signer, ToBeSigned } from './signers/signer.ts';
export { trustServices, trustVariables } from './trust-services.ts';
export { trustedRoots } from './trusted-roots.ts';
export type { Finding, FindingCode, ValidatedSignature, ValidationReport } from './validation/report.ts';
export { namedAppendices } from './validation/named-appendices.ts';
export { appendixFindings } from './validation/validate-appendix.ts';
export { validateResult, type ValidationRequest } from './validation/validate-result.ts';
export {
  coveredDigest,
  type FileFingerprint,
  fileFingerprint,
} from './validation/document/file-fingerprint.ts';
export type { DocumentReport, SignatureReport, Verdict } from './validation/document/document-report.ts';
export { verifyDocument, type DocumentRequest } from './validation/document/verify-document.ts';
