import type { Refusal } from '../platform/refusal.ts';
import { certificateRefusals } from './certificate-refusals.ts';
import { notAwaited, otherDigest, wrongValue } from './external-signature.ts';

/** Every "no" to a signature made elsewhere, for the documentation. */
export const signatureRefusals: readonly Refusal[] = [
  notAwaited(),
  otherDigest(),
  wrongValue(),
  ...certificateRefusals,
];
