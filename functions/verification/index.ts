/** What the portal may use of the public verification service. */
export type { FileOrigin, FileOriginState } from './file-origin.ts';
export { type UploadOffer, UploadStore } from './upload-store.ts';
export { verificationRefusals } from './verification-refusals.ts';
export { type VerifiedFile, verifyUpload } from './verify-upload.ts';
