import type { Directory } from '../directory/index.ts';
import { dossierOf } from '../intake/index.ts';
import { AwsUnavailable, PreconditionMissing } from '../platform/failures.ts';
import type { NewId } from '../platform/ids.ts';
import { dataOf, type RevisionId } from '../tracking/index.ts';
import { intendLink, type IntendLinkDeps } from './intend-link.ts';
import type { IssuedLink } from './issue-link.ts';
import { linkEmail } from './link-email.ts';
import type { Mailer } from './mailer.ts';
import { ANSWER_WINDOW_MS, linkNote, type NoteId, type Notification } from './notification.ts';

/** The e-mail service refused the message: address, sender or account must be repaired first. */
export class EmailRefused extends Error {
  override readonly name = 'EmailRefused';
}

export interface NotifyDeps extends IntendLinkDeps {
  readonly mailer: Mailer;
  readonly directory: Directory;
  readonly newId: NewId;
  /** origin of the landing page, without a trailing slash */
  readonly publicBaseUrl: string;
}

/** `pending`: being sent by another process, or its answer was lost; the sweeper settles it. */
export type Notified = 'accepted' | 'pending';

/**
 * Issues a revision's link of a sequence and tells the citizen, once: the intent is recorded first, so that
 * the sweeper finishes what a killed process left.
 * @throws {EmailRefused} when the e-mail service says no
 * @throws {AwsUnavailable} when the message certainly did not leave and may be tried again
 */
export async function notifyOfLink(deps: NotifyDeps, id: RevisionId, sequence: number): Promise<Notified> {
  const note = linkNote(id, sequence);
  const issued = await intendLink(deps, note, { sequence, dueAt: dueAfter(deps) });
  if (await settleAccepted(deps, note)) return 'accepted';
  const claimed = await deps.notes.claim(note, deps.newId(), deps.clock().toISOString(), dueAfter(deps));
  if (claimed) return send(deps, note, claimed, issued);
  return (await deps.notes.find(note))?.state === 'accepted' ? 'accepted' : 'pending';
}

/** An acceptance in the log is the truth, even where a kill kept it from the item. */
async function settleAccepted(deps: NotifyDeps, note: NoteId): Promise<boolean> {
  const log = await deps.tracker.log.read(note);
  const event = log.find((each) => each.key === acceptedKey(note));
  if (!event) return false;
  await deps.notes.accept(note, dataOf(event, 'notification-accepted').messageId);
  return true;
}

async function send(
  deps: NotifyDeps,
  note: NoteId,
  claimed: Notification,
  issued: IssuedLink,
): Promise<Notified> {
  const name = note.note;
  const attempt = { note: name, attempt: claimed.attempt };
  await deps.tracker.record(
    note,
    'notification-sending',
    `notification-sending:${name}:${attempt.attempt}`,
    attempt,
  );
  const sent = await deps.mailer.send(await compose(deps, note, issued));
  if (sent.kind === 'unknown') return 'pending';
  if (sent.kind === 'not-sent') {
    await deps.notes.release(claimed);
    throw new AwsUnavailable(`e-mail service: ${sent.error}`);
  }
  if (sent.kind === 'refused') {
    await failNote(deps, claimed, sent.error);
    throw new EmailRefused(sent.error);
  }
  const accepted = { note: name, messageId: sent.messageId };
  await deps.tracker.record(note, 'notification-accepted', acceptedKey(note), accepted);
  await deps.notes.accept(note, sent.messageId);
  return 'accepted';
}

/** Settles a message as not sent, with the event that says so. */
export async function failNote(
  deps: Pick<NotifyDeps, 'tracker' | 'notes'>,
  note: Notification,
  error: string,
): Promise<void> {
  const key = `notification-failed:${note.note}:${note.attempt}`;
  await deps.tracker.record(note, 'notification-failed', key, { note: note.note, error });
  await deps.notes.fail(note, error);
}

async function compose(deps: NotifyDeps, note: NoteId, issued: IssuedLink) {
  const revision = await deps.tracker.revision(note);
  const { link } = dossierOf(revision).delivery;
  if (!link) throw new PreconditionMissing(`dossier ${note.code} asks for no link`);
  const agency = await deps.directory.agency(revision.agency);
  return linkEmail({
    to: link.email,
    note: note.note,
    code: note.code,
    agency: agency.name,
    address: `${deps.publicBaseUrl}/l/${issued.token}`,
    validUntil: issued.validUntil,
  });
}

function acceptedKey(note: NoteId): string {
  return `notification-accepted:${note.note}`;
}

function dueAfter(deps: Pick<NotifyDeps, 'clock'>): string {
  return new Date(deps.clock().getTime() + ANSWER_WINDOW_MS).toISOString();
}
