/**
 * Renews the proof of a B-LTA file (ETSI EN 319 142-1 §5.4.3, §6.3): the status of the newest timestamp's chain goes
 * into the security store, and a new timestamp over all of it, while the old one still counts.
 */
import { sha256 } from '../../platform/digest.ts';
import { collectRevocation } from '../revocation/collect-revocation.ts';
import type { CheckedStatus, RevocationSource } from '../revocation/revocation-source.ts';
import { spoilsTimestamps } from '../timestamps/spoils-timestamps.ts';
import type { TimestampAuthority } from '../timestamps/timestamp-authority.ts';
import { withProof } from '../augment-result.ts';
import type { StandingProof } from './standing-proof.ts';

/** The newest timestamp's authority lost its certificate in a way that takes its timestamps along. */
export class TimestampSpoiled extends Error {
  override readonly name = 'TimestampSpoiled';
}

export interface RenewalServices {
  readonly authority: TimestampAuthority;
  readonly revocation: RevocationSource;
  readonly roots: () => Promise<readonly Uint8Array[]>;
}

/**
 * The file with two more revisions: evidence, timestamp. No byte of it changes.
 *
 * @param standing of the file's newest timestamp
 * @throws {TsaUnavailable} {RevocationUnavailable} {TimestampSpoiled}
 */
export function renewTimestamp(
  { authority, revocation, roots }: RenewalServices,
  pdf: Uint8Array,
  { path, time }: StandingProof,
): Promise<Uint8Array> {
  const standing = new Set(path.map(sha256));
  const source: RevocationSource = {
    check: async (issued) => {
      const checked = await revocation.check(issued);
      return standing.has(sha256(issued.certificate)) ? refuseSpoiled(checked, time) : checked;
    },
  };
  const evidence = (chains: readonly (readonly Uint8Array[])[]) => collectRevocation(source, chains);
  return withProof({ authority, roots, evidence }, pdf, [path], time);
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
