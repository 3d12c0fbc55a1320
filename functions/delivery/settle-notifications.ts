import { SWEEP_SHARDS } from '../tracking/index.ts';
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
  readonly stuck: readonly { readonly note: string; readonly error: string }[];
}

/**
 * Finishes messages a process left behind, in every shard: sends what was intended and never begun, sends
 * again once what got no answer, and gives up on what got none twice. One that fails holds up no other.
 */
export async function settleNotifications(deps: NotifyDeps): Promise<SettledNotifications> {
  const counts = { accepted: 0, failed: 0, pending: 0 };
  const stuck: { note: string; error: string }[] = [];
  for (let shard = 0; shard < SWEEP_SHARDS; shard += 1) {
    for (const note of await deps.notes.due(shard, deps.clock().toISOString())) {
      try {
        counts[await settle(deps, note)] += 1;
      } catch (error) {
        stuck.push({ note: note.note, error: error instanceof Error ? error.name : 'unknown' });
      }
    }
  }
  return { ...counts, stuck };
}

async function settle(deps: NotifyDeps, note: Notification): Promise<'accepted' | 'failed' | 'pending'> {
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
