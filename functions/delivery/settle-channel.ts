import type { ChannelOutcome, RevisionId, RevisionState, Tracker } from '../tracking/index.ts';

/**
 * Records how a channel ended, once for each time the channels were tried: after a repair the same outcome is
 * a new happening.
 */
export async function settleChannel(
  tracker: Tracker,
  id: RevisionId,
  outcome: ChannelOutcome,
): Promise<RevisionState> {
  const { repairs } = await tracker.state(id);
  const { state } = await tracker.record(id, 'channel-settled', settledKey(outcome, repairs), outcome);
  return state;
}

/** @param repairs how many were asked for so far */
export function settledKey({ channel, outcome }: ChannelOutcome, repairs: number): string {
  return `channel-settled:${channel}:${outcome}:${repairs}`;
}
