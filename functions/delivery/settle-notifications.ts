import { finishEach, type Unfinished } from '../tracking/index.ts';
import { MOST_UNANSWERED, type Notification } from './notification.ts';
import { notifyOfLink, type NotifyDeps } from './notify-of-link.ts';
import { notifyOfRecall } from './notify-of-recall.ts';
import { EmailRefused, failNote } from './send-note.ts';

/** How many messages a run of the sweeper settled, and how many it must look at again. */
export interface SettledNotifications {
  readonly accepted: number;
  readonly failed: number;
  readonly pending: number;
  /** messages that could not even be tried, left to the next run */
  readonly stuck: readonly Unfinished[];
}

/**
 * Finishes messages a process left behind: sends what was intended and never begun, sends
 * again once what got no answer, and gives up on what got none twice.
 */
export async function settleNotifications(deps: NotifyDeps): Promise<SettledNotifications> {
  const due = await deps.notes.due(deps.clock().toISOString());
  const { done, failed: stuck } = await finishEach(due, (note) => settle(deps, note));
  const count = (outcome: Outcome) => done.filter((each) => each === outcome).length;
  return { accepted: count('accepted'), failed: count('failed'), pending: count('pending'), stuck };
}

type Outcome = 'accepted' | 'failed' | 'pending';

async function settle(deps: NotifyDeps, note: Notification): Promise<Outcome> {
  try {
    const pointless = await reasonToStop(deps, note);
    if (pointless) return await giveUp(deps, note, pointless);
    const notified = await (note.kind === 'link-issued'
      ? notifyOfLink(deps, note, note.sequence)
      : notifyOfRecall(deps, note));
    const lost = notified === 'pending' && note.unanswered >= MOST_UNANSWERED;
    return lost ? await giveUp(deps, note, 'AnswerUnknown') : notified;
  } catch (error) {
    if (error instanceof EmailRefused) return 'failed';
    throw error;
  }
}

/** Why nobody should get this message any more, if so. */
async function reasonToStop(deps: NotifyDeps, note: Notification): Promise<string | undefined> {
  if (note.kind === 'result-recalled') return undefined;
  const { status, recalled } = await deps.tracker.state(note);
  if (status === 'cancelled') return 'ReturnCancelled';
  if (recalled) return 'ResultRecalled';
  const current = await deps.links.current(note);
  if (!current) return undefined;
  if (current.sequence > note.sequence) return 'LinkReplaced';
  return (await deps.links.find(current.tokenHash))?.revoked === undefined ? undefined : 'LinkRevoked';
}

async function giveUp(deps: NotifyDeps, note: Notification, error: string): Promise<'failed'> {
  await failNote(deps, note, error);
  return 'failed';
}
