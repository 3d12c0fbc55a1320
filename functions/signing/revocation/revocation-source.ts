/** The port to a certificate's status now: whoever answers gives the proof along, as a DSS holds it. */
import type { Issued } from './certificate-id.ts';
import type { GoodStatus, RevokedStatus } from './certificate-status.ts';

/** What a verifier needs offline (ISO 32000-2 §12.8.4.3), in DER. */
export interface RevocationEvidence {
  readonly certificates: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
}

export interface CheckedStatus extends RevocationEvidence {
  readonly status: GoodStatus | RevokedStatus;
}

export interface RevocationSource {
  /**
   * The status now, checked, with all that proves it; `certificates` are the responder's alone.
   *
   * @param issued a certificate whose chain is trusted: its addresses are asked
   * @throws {RevocationUnavailable} where nobody can tell
   */
  check(issued: Issued): Promise<CheckedStatus>;
}

/** Nobody told a certificate's status in a way that counts: asking again later may succeed. */
export class RevocationUnavailable extends Error {
  override readonly name = 'RevocationUnavailable';
}
