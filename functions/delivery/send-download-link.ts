import type { ChannelOutcome, RevisionId } from '../tracking/index.ts';
import { notifyOfLink, type NotifyDeps } from './notify-of-link.ts';
import { settleChannel } from './settle-channel.ts';

/**
 * The link channel: issues the revision's link, unless a clerk has issued a later one meanwhile, and sends it.
 * `sent` says that the message is on its way, not that anybody has read it. Nothing is sent of a recalled document.
 */
export async function sendDownloadLink(
  deps: NotifyDeps,
  id: RevisionId,
): Promise<ChannelOutcome & { channel: 'link'; outcome: 'sent' | 'recalled' }> {
  const { recalled } = await deps.tracker.state(id);
  if (!recalled) await sendLink(deps, id);
  const outcome = { channel: 'link', outcome: recalled ? 'recalled' : 'sent' } as const;
  await settleChannel(deps.tracker, id, outcome);
  return outcome;
}

async function sendLink(deps: NotifyDeps, id: RevisionId): Promise<void> {
  const current = await deps.links.current(id);
  await notifyOfLink(deps, id, current?.sequence ?? 1);
}
