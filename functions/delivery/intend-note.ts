import type { Actor, Tracker } from '../tracking/index.ts';
import type { NoteId, NoteSubject } from './notification.ts';
import type { NotificationRepository } from './notification-repository.ts';

export interface IntendNoteDeps {
  readonly tracker: Tracker;
  readonly notes: NotificationRepository;
}

/** Means to send a message, once: from now on it leaves, by the sweeper where nobody else sends it before `dueAt`. */
export async function intendNote(
  deps: IntendNoteDeps,
  note: NoteId,
  about: { readonly subject: NoteSubject; readonly dueAt: string; readonly actor?: Actor },
): Promise<void> {
  const { subject, dueAt, actor } = about;
  await deps.notes.intend(note, subject, dueAt);
  const data = { note: note.note, kind: subject.kind };
  const key = `notification-intended:${note.note}`;
  await deps.tracker.record(note, 'notification-intended', key, data, actor && { actor });
}
