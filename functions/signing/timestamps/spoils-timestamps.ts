import type { Revocation, RevocationReason } from '../revocation/statement.ts';

/** An authority that stops, or goes on under another key, without that its key fell into other hands. */
const HARMLESS: ReadonlySet<RevocationReason> = new Set<RevocationReason>([
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
]);

/**
 * Whether a revocation of a timestamp authority takes with it what it stamped before (RFC 3161 §4.1). Unless a reason
 * says otherwise its key may date anything back; `unspecified` and no reason at all look the same here, and count as none.
 */
export function spoilsTimestamps(revocation: Revocation | undefined): boolean {
  return revocation !== undefined && !HARMLESS.has(revocation.reason);
}
