import { z } from 'zod';

/**
 * How long issued results can be verified (ETSI EN 319 142-1 §6.1): `B-B` is signed and no more, its time is what the
 * signer's software says; `B-T` has a timestamp over each signature value,
 * `B-LT` also everything a verifier needs offline, `B-LTA` also a timestamp over all of that, renewed through the years.
 */
export const signatureLevel = z.enum(['B-B', 'B-T', 'B-LT', 'B-LTA']);
export type SignatureLevel = z.infer<typeof signatureLevel>;
