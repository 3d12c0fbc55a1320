import type { Actor } from '../tracking/index.ts';
import { issueLink, type IssuedLink, type IssueLinkDeps } from './issue-link.ts';
import type { NoteId } from './notification.ts';
import type { NotificationRepository } from './notification-repository.ts';

export interface IntendLinkDeps extends IssueLinkDeps {
  readonly notes: NotificationRepository;
}

/**
 * Issues a link with the intent to tell the citizen recorded first, so that the sweeper finishes what a killed
 * process left; it looks from `dueAt` on.
 */
export async function intendLink(
  deps: IntendLinkDeps,
  note: NoteId,
  about: { readonly sequence: number; readonly dueAt: string; readonly actor?: Actor },
): Promise<IssuedLink> {
  const { sequence, dueAt, actor } = about;
  await deps.notes.intend(note, sequence, dueAt);
  const data = { note: note.note, kind: 'link-issued' };
  const key = `notification-intended:${note.note}`;
  await deps.tracker.record(note, 'notification-intended', key, data, actor && { actor });
  return issueLink(deps, note, sequence, actor);
}
