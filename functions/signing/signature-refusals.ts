import type { Refusal } from '../platform/refusal.ts';
import { certificateRefusals } from './certificate-refusals.ts';
import { notAwaited, otherDigest, preparationExpired, wrongValue } from './external-refusals.ts';

/** Every "no" to a signature made elsewhere, for the documentation. */
export const signatureRefusals: readonly Refusal[] = [
  notAwaited(),
  otherDigest(),
  preparationExpired(),
  wrongValue(),
  ...certificateRefusals,
];
