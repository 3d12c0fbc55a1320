import { X509Certificate } from 'node:crypto';
import { rememberingFew } from '../../platform/remembering-few.ts';

const MOST_KEPT = 64;

/**
 * A certificate as node:crypto reads it, with what it has read of it so far, its public key above all. The same few come
 * again with every signature, and reading one takes as long as verifying with its key.
 *
 * Takes an X.509 certificate in DER, and throws where it is none.
 */
export const parsedCertificate = rememberingFew(MOST_KEPT, (der) => new X509Certificate(der));
