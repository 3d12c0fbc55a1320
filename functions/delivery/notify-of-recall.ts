import type { Directory } from '../directory/index.ts';
import { dossierOf } from '../intake/index.ts';
import { vietnamDay, type Clock } from '../platform/clock.ts';
import { PreconditionMissing } from '../platform/failures.ts';
import type { RevisionId } from '../tracking/index.ts';
import { intendNote, type IntendNoteDeps } from './intend-note.ts';
import type { Email } from './mailer.ts';
import { recallNote } from './notification.ts';
import { recallEmail } from './recall-email.ts';
import { sendNote, type Notified, type SendNoteDeps } from './send-note.ts';

/** Means to tell of a recall who gave an e-mail address for their link; the sweeper sends it. */
export async function intendRecallNote(
  deps: IntendNoteDeps & { readonly clock: Clock },
  id: RevisionId,
): Promise<void> {
  const { link } = dossierOf(await deps.tracker.revision(id)).delivery;
  if (!link) return;
  const dueAt = deps.clock().toISOString();
  await intendNote(deps, recallNote(id), { subject: { kind: 'result-recalled' }, dueAt });
}

/** Sends an intended one. @throws what {@link sendNote} throws */
export async function notifyOfRecall(
  deps: SendNoteDeps & { readonly directory: Directory; readonly publicBaseUrl: string },
  id: RevisionId,
): Promise<Notified> {
  return sendNote(deps, recallNote(id), () => compose(deps, id));
}

async function compose(
  deps: SendNoteDeps & { readonly directory: Directory; readonly publicBaseUrl: string },
  id: RevisionId,
): Promise<Email> {
  const revision = await deps.tracker.revision(id);
  const { link } = dossierOf(revision).delivery;
  const { recalled, number } = await deps.tracker.state(id);
  if (!link || !recalled || !number)
    throw new PreconditionMissing(`nobody is told of a recall of ${id.code}`);
  return recallEmail({
    to: link.email,
    note: recallNote(id).note,
    code: id.code,
    agency: (await deps.directory.agency(revision.agency)).name,
    symbol: number.symbol,
    date: number.date,
    recalledOn: vietnamDay(new Date(recalled.recalledAt)),
    statusPage: `${deps.publicBaseUrl}/status`,
  });
}
