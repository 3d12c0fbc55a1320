import type { TaskKind, TaskRepository } from '../tasks/index.ts';
import type { ChannelOutcome, RevisionId, Tracker } from '../tracking/index.ts';
import { settleChannel } from './settle-channel.ts';

export interface Completion {
  readonly status: 'returned' | 'kept-at-agency';
}

export interface CompleteDeps {
  readonly tracker: Tracker;
  readonly tasks: TaskRepository;
}

type OutcomeName = ChannelOutcome['outcome'];

/** Somebody attests that the citizen has it. */
const PROVED: ReadonlySet<OutcomeName> = new Set<OutcomeName>(['delivered', 'collected']);
const HANDED_OVER: ReadonlySet<OutcomeName> = new Set<OutcomeName>([...PROVED, 'sent']);

/** Waits that go on when a result is kept: it may still be collected, or proved delivered. */
const STILL_OPEN: readonly TaskKind[] = ['collection', 'delivery'];

/**
 * Judges how the channels ended. A result is returned when any of them handed it over. Where one failed for good,
 * only a proved hand-over counts: a message that was sent does not make up for the parcel somebody waits for, whose
 * paper is at the agency.
 */
export function judgeOutcomes(outcomes: readonly ChannelOutcome[]): Completion {
  const failed = outcomes.some(({ outcome }) => outcome === 'failed');
  const counts = failed ? PROVED : HANDED_OVER;
  return { status: outcomes.some(({ outcome }) => counts.has(outcome)) ? 'returned' : 'kept-at-agency' };
}

/**
 * Records how each channel ended, then that the return is complete. A result kept at the agency stays in the
 * counter's list; once returned, nobody is asked for anything any more.
 */
export async function completeReturn(
  deps: CompleteDeps,
  id: RevisionId,
  outcomes: readonly ChannelOutcome[],
  reason?: string,
): Promise<Completion> {
  const completion = judgeOutcomes(outcomes);
  const known = (await deps.tracker.state(id)).outcomes;
  for (const outcome of outcomes) {
    if (outcome.outcome === 'not-asked') continue;
    const recorded = known.find(({ channel }) => channel === outcome.channel)?.outcome;
    if (recorded !== outcome.outcome) await settleChannel(deps.tracker, id, outcome);
  }
  const { status } = completion;
  const data = { status, outcomes: [...outcomes], ...(reason && { reason }) };
  await deps.tracker.record(id, 'return-completed', 'return-completed', data);
  await deps.tasks.withdrawAll(id, status === 'returned' ? [] : STILL_OPEN);
  return completion;
}

/**
 * Closes the return of an issued result that nobody goes on with: the document exists in law, so it is never
 * cancelled. What was settled stays; a channel that was not is given up, and the counter keeps the result.
 */
export async function closeIssued(deps: CompleteDeps, id: RevisionId, reason: string): Promise<Completion> {
  const { channels } = await deps.tracker.revision(id);
  const { outcomes } = await deps.tracker.state(id);
  const ended = channels.map((channel): ChannelOutcome => {
    const settled = outcomes.find((each) => each.channel === channel);
    if (settled) return settled;
    return channel === 'counter'
      ? { channel, outcome: 'kept-at-agency' }
      : { channel, outcome: 'failed', error: reason };
  });
  return completeReturn(deps, id, ended, reason);
}
