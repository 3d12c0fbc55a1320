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
  const key = `channel-settled:${outcome.channel}:${outcome.outcome}:${repairs}`;
  const { state } = await tracker.record(id, 'channel-settled', key, outcome);
  return state;
}
