/**
 * Renews the proof of a B-LTA file (ETSI EN 319 142-1 §5.4.3, §6.3): the status of the newest timestamp's chain goes
 * into the security store, and a new timestamp over all of it, while the old one still counts.
 */
import { collectRevocation } from '../revocation/collect-revocation.ts';
import type { CheckedStatus, RevocationSource } from '../revocation/revocation-source.ts';
import { addEvidence } from '../pdf/security-store.ts';
import { spoilsTimestamps } from '../timestamps/spoils-timestamps.ts';
import type { TimestampAuthority } from '../timestamps/timestamp-authority.ts';
import { withTimestamp } from '../augment-result.ts';
import type { StandingProof } from './standing-proof.ts';

/** The newest timestamp's authority lost its certificate in a way that takes its timestamps along. */
export class TimestampSpoiled extends Error {
  override readonly name = 'TimestampSpoiled';
}

export interface RenewalServices {
  readonly authority: TimestampAuthority;
  readonly revocation: RevocationSource;
}

/**
 * The file with two more revisions: evidence, timestamp. No byte of it changes.
 *
 * @param standing of the file's newest timestamp
 * @throws {TsaUnavailable} {RevocationUnavailable} {TimestampSpoiled}
 */
export async function renewTimestamp(
  { authority, revocation }: RenewalServices,
  pdf: Uint8Array,
  { path, time }: StandingProof,
): Promise<Uint8Array> {
  const whole: RevocationSource = {
    check: async (issued) => refuseSpoiled(await revocation.check(issued), time),
  };
  return withTimestamp(authority, addEvidence(pdf, await collectRevocation(whole, [path])), time);
}

function refuseSpoiled(checked: CheckedStatus, stampedAt: Date): CheckedStatus {
  const { status } = checked;
  const revocation = status.status === 'revoked' ? status.revocation : status.revokedLater;
  const isBefore = revocation !== undefined && revocation.since <= stampedAt;
  if (!isBefore && !spoilsTimestamps(revocation)) return checked;
  throw new TimestampSpoiled(
    `an authority was revoked since ${revocation?.since.toISOString()}: ${revocation?.reason}`,
  );
}
