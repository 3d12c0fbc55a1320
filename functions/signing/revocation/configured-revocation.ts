/** The source of status, with the freshness rule as a deployment sets it. */
import type { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import { variable } from '../../platform/env.ts';
import { HttpRevocationSource } from './http-revocation-source.ts';
import type { RevocationSource } from './revocation-source.ts';

const MINUTE = 60_000;

/** The variables of every function that asks for a certificate's status. */
export const revocationVariables = {
  REVOCATION_MAX_AGE_HOURS: variable.REVOCATION_MAX_AGE_HOURS,
  REVOCATION_CACHE_MINUTES: variable.REVOCATION_CACHE_MINUTES,
};

export function configuredRevocation(
  env: z.infer<z.ZodObject<typeof revocationVariables>>,
  clock: Clock,
): RevocationSource {
  return new HttpRevocationSource({
    clock,
    freshness: { maximalAgeMs: env.REVOCATION_MAX_AGE_HOURS * 60 * MINUTE },
    rememberMs: env.REVOCATION_CACHE_MINUTES * MINUTE,
  });
}
