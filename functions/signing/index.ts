/** What other capabilities, the API and the embedded stack may use of signing. */
export { assembleCms, buildCms } from './cms/build-cms.ts';
export * as der from './cms/der.ts';
export { MalformedDer } from './cms/der-reader.ts';
export type { SignatureAlgorithm } from './cms/signature-algorithm.ts';
export { SIGNATURE_ALGORITHM_NAMES, SIGNATURE_ALGORITHMS } from './cms/signature-algorithm.ts';
export type { Signer, ToBeSigned } from './signers/signer.ts';
export { answerTimestampRequest } from './timestamps/answer-timestamp-request.ts';
export type { Finding, FindingCode, ValidatedSignature, ValidationReport } from './validation/report.ts';
export { type ValidationRequest, validateResult } from './validation/validate-result.ts';
