import type { TaskRepository } from '../tasks/index.ts';
import type { Channel, ChannelOutcome, RevisionId, Tracker } from '../tracking/index.ts';
import { settleChannel } from './settle-channel.ts';

type Settled = Record<Channel, ChannelOutcome['outcome'] | 'open'>;

export interface Completion {
  readonly status: 'returned' | 'kept-at-agency' | 'failed';
  /** each channel's outcome, `open` where it was not asked for or must be tried again */
  readonly settled: Settled;
}

const HANDED_OVER: ReadonlySet<ChannelOutcome['outcome']> = new Set(['sent', 'delivered', 'collected']);

/**
 * Judges how the channels ended. One that failed keeps the whole open; otherwise the result is returned when
 * any channel handed it over, and kept at the agency when none did.
 */
export function judgeOutcomes(outcomes: readonly ChannelOutcome[]): Completion {
  const settled: Settled = { link: 'open', post: 'open', counter: 'open' };
  for (const { channel, outcome } of outcomes) {
    settled[channel] = outcome === 'failed' || outcome === 'not-asked' ? 'open' : outcome;
  }
  if (outcomes.some(({ outcome }) => outcome === 'failed')) return { status: 'failed', settled };
  const handedOver = outcomes.some(({ outcome }) => HANDED_OVER.has(outcome));
  return { status: handedOver ? 'returned' : 'kept-at-agency', settled };
}

/**
 * Records how each channel ended, then, unless one failed, that the return is complete. A result kept at the
 * agency stays in the counter's list; once returned, nobody is asked for anything any more.
 */
export async function completeReturn(
  deps: { readonly tracker: Tracker; readonly tasks: TaskRepository },
  id: RevisionId,
  outcomes: readonly ChannelOutcome[],
): Promise<Completion> {
  const completion = judgeOutcomes(outcomes);
  const known = (await deps.tracker.state(id)).outcomes;
  for (const outcome of outcomes) {
    if (outcome.outcome === 'not-asked') continue;
    const recorded = known.find(({ channel }) => channel === outcome.channel)?.outcome;
    if (recorded !== outcome.outcome || recorded === 'failed') await settleChannel(deps.tracker, id, outcome);
  }
  const { status } = completion;
  if (status === 'failed') return completion;
  await deps.tracker.record(id, 'return-completed', 'return-completed', { status, outcomes: [...outcomes] });
  if (status === 'returned') await deps.tasks.withdrawAll(id);
  return completion;
}
