import { z } from 'zod';

/** How many requests a minute somebody has, and how many at once. */
const rate = z
  .string()
  .regex(/^[1-9]\d*\/[1-9]\d*$/, { error: 'must be per minute/at once, such as 120/60' });

/** What each kind of asker is allowed. */
export const rates = z.strictObject({
  /** a system that submits dossiers */
  integration: rate.default('1200/600'),
  /** a person who is signed in */
  person: rate.default('600/300'),
  /** an address without a login */
  anonymous: rate.default('120/60'),
  /** tries of a second factor from one address */
  factor: rate.default('20/20'),
  /** verifications, and offers to upload, from one address */
  verification: rate.default('30/30'),
});

/** The environment variables of functions that know their callers. */
export const callerRateVariables = [
  'RATE_INTEGRATION',
  'RATE_PERSON',
  'RATE_ANONYMOUS',
  'RATE_FACTOR',
] as const;

/** The rates as the functions read them. */
export function rateEnvironment(allowed: z.infer<typeof rates>) {
  return {
    RATE_INTEGRATION: allowed.integration,
    RATE_PERSON: allowed.person,
    RATE_ANONYMOUS: allowed.anonymous,
    RATE_FACTOR: allowed.factor,
    RATE_VERIFY: allowed.verification,
  };
}
