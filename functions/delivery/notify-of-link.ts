import type { Directory } from '../directory/index.ts';
import { dossierOf } from '../intake/index.ts';
import { PreconditionMissing } from '../platform/failures.ts';
import type { RevisionId } from '../tracking/index.ts';
import { intendLink, type IntendLinkDeps } from './intend-link.ts';
import type { IssuedLink } from './issue-link.ts';
import { linkEmail } from './link-email.ts';
import { linkNote, type NoteId } from './notification.ts';
import { dueAfter, sendNote, type Notified, type SendNoteDeps } from './send-note.ts';

export interface NotifyDeps extends IntendLinkDeps, SendNoteDeps {
  readonly directory: Directory;
  /** origin of the landing page, without a trailing slash */
  readonly publicBaseUrl: string;
}

/**
 * Issues a revision's link of a sequence and tells the citizen, once: the intent is recorded first, so that
 * the sweeper finishes what a killed process left.
 * @throws {EmailRefused} when the e-mail service says no
 * @throws {AwsUnavailable} when the message certainly did not leave and may be tried again
 */
export async function notifyOfLink(deps: NotifyDeps, id: RevisionId, sequence: number): Promise<Notified> {
  const note = linkNote(id, sequence);
  const issued = await intendLink(deps, note, { sequence, dueAt: dueAfter(deps) });
  return sendNote(deps, note, () => compose(deps, note, issued));
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
