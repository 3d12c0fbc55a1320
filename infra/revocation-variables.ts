/** Environment variables that say how fresh a certificate's status must be where something is signed. */
export const revocationVariables = ['REVOCATION_MAX_AGE_HOURS', 'REVOCATION_CACHE_MINUTES'] as const;
