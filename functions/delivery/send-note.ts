import { AwsUnavailable } from '../platform/failures.ts';
import type { Clock } from '../platform/clock.ts';
import type { NewId } from '../platform/ids.ts';
import { dataOf, type Tracker } from '../tracking/index.ts';
import type { Email, Mailer } from './mailer.ts';
import { ANSWER_WINDOW_MS, type NoteId, type Notification } from './notification.ts';
import type { NotificationRepository } from './notification-repository.ts';

/** The e-mail service refused the message: address, sender or account must be repaired first. */
export class EmailRefused extends Error {
  override readonly name = 'EmailRefused';
}

export interface SendNoteDeps {
  readonly tracker: Tracker;
  readonly notes: NotificationRepository;
  readonly mailer: Mailer;
  readonly newId: NewId;
  readonly clock: Clock;
}

/** `pending`: being sent by another process, or its answer was lost; the sweeper settles it. */
export type Notified = 'accepted' | 'pending';

/**
 * Sends an intended message, once.
 * @throws {EmailRefused} when the e-mail service says no
 * @throws {AwsUnavailable} when the message certainly did not leave and may be tried again
 */
export async function sendNote(
  deps: SendNoteDeps,
  note: NoteId,
  compose: () => Promise<Email>,
): Promise<Notified> {
  if (await settleAccepted(deps, note)) return 'accepted';
  const claimed = await deps.notes.claim(note, deps.newId(), deps.clock().toISOString(), dueAfter(deps));
  if (claimed) return send(deps, claimed, compose);
  return (await deps.notes.find(note))?.state === 'accepted' ? 'accepted' : 'pending';
}

/** An acceptance in the log is the truth, even where a kill kept it from the item. */
async function settleAccepted(deps: SendNoteDeps, note: NoteId): Promise<boolean> {
  const log = await deps.tracker.log.read(note);
  const event = log.find((each) => each.key === acceptedKey(note));
  if (!event) return false;
  await deps.notes.accept(note, dataOf(event, 'notification-accepted').messageId);
  return true;
}

async function send(
  deps: SendNoteDeps,
  claimed: Notification,
  compose: () => Promise<Email>,
): Promise<Notified> {
  const attempt = { note: claimed.note, attempt: claimed.attempt };
  const key = `notification-sending:${attempt.note}:${attempt.attempt}`;
  await deps.tracker.record(claimed, 'notification-sending', key, attempt);
  const sent = await deps.mailer.send(await compose());
  if (sent.kind === 'unknown') return 'pending';
  if (sent.kind === 'not-sent') {
    await deps.notes.release(claimed);
    throw new AwsUnavailable(`e-mail service: ${sent.error}`);
  }
  if (sent.kind === 'refused') {
    await failNote(deps, claimed, sent.error);
    throw new EmailRefused(sent.error);
  }
  const accepted = { note: claimed.note, messageId: sent.messageId };
  await deps.tracker.record(claimed, 'notification-accepted', acceptedKey(claimed), accepted);
  await deps.notes.accept(claimed, sent.messageId);
  return 'accepted';
}

/** Settles a message as not sent, with the event that says so. */
export async function failNote(
  deps: Pick<SendNoteDeps, 'tracker' | 'notes'>,
  note: Notification,
  error: string,
): Promise<void> {
  const key = `notification-failed:${note.note}:${note.attempt}`;
  await deps.tracker.record(note, 'notification-failed', key, { note: note.note, error });
  await deps.notes.fail(note, error);
}

function acceptedKey(note: NoteId): string {
  return `notification-accepted:${note.note}`;
}

/** When the sweeper may look at a message somebody sends now. */
export function dueAfter(deps: Pick<SendNoteDeps, 'clock'>): string {
  return new Date(deps.clock().getTime() + ANSWER_WINDOW_MS).toISOString();
}
