/** Accepts a resolved dossier, once per revision and content, and starts its return. */
export { acceptDossier, type Acceptance, type IntakeDeps, type Submitter } from './accept-dossier.ts';
export { reviewDossier, type DossierReview } from './review-dossier.ts';
export { checkDossier } from './check-dossier.ts';
export { intakeRefusals } from './intake-refusals.ts';
export { fieldProblems } from './field-problems.ts';
export { isDossierCode } from './dossier-code.ts';
export { channelsOf, dossierJsonSchema, dossierOf, type Dossier, type PostalAddress } from './dossier.ts';
export { textProblems } from './text-problems.ts';
export { executionName, startReturn, type StartDeps } from './start-return.ts';
export { VerificationPages } from './verification-page.ts';
