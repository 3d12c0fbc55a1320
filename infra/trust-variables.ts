import { revocationVariables } from './revocation-variables.ts';

/** Variables of every function that asks for timestamps and for the status of certificates. */
export const trustVariables = ['TSA_URLS', 'ALGORITHM_ENDS', ...revocationVariables] as const;
