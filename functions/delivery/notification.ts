import { z } from 'zod';
import { halfDonePartition, pad, type RevisionId } from '../tracking/index.ts';

/**
 * After this long an unanswered sending is taken for lost: longer than the sending function may live, so that
 * no two processes ever send the same message at once.
 */
export const ANSWER_WINDOW_MS = 60_000;

/** A message whose answer never came is sent again once, with the same link; then a person must look. */
export const MOST_UNANSWERED = 2;

/** What a message is about: a link, by its sequence, or the recall of the document. */
const subject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('link-issued'), sequence: z.number().int().positive() }),
  z.object({ kind: z.literal('result-recalled') }),
]);
export type NoteSubject = z.infer<typeof subject>;

/**
 * A message to the citizen: `intended`, then `sending` while SES is asked, `accepted` when SES answered, or
 * `failed`. It holds neither the address nor the link: both are found again when it is sent.
 */
const sent = z.object({
  v: z.literal(1),
  note: z.string(),
  code: z.string(),
  revision: z.number().int().positive(),
  state: z.enum(['intended', 'sending', 'accepted', 'failed']),
  /** sendings begun */
  attempt: z.number().int(),
  /** sendings begun whose answer nobody has seen */
  unanswered: z.number().int(),
  /** which process sends it now */
  claim: z.string().optional(),
  /** when the sweeper may look at it */
  dueAt: z.iso.datetime(),
  messageId: z.string().optional(),
  error: z.string().optional(),
});
export const notification = z.intersection(sent, subject);
export type Notification = z.infer<typeof notification>;

export interface NoteId extends RevisionId {
  readonly note: string;
}

/** The note of a link's message; also its tag at SES, which takes letters, digits, `_` and `-` alone. */
export function linkNote(id: RevisionId, sequence: number): NoteId {
  const note = `${id.code.replaceAll(/[^A-Za-z0-9-]/gu, '_')}-r${id.revision}-link-${sequence}`;
  return { code: id.code, revision: id.revision, note };
}

/** The note of a recall's message; a document is recalled once. */
export function recallNote(id: RevisionId): NoteId {
  const note = `${id.code.replaceAll(/[^A-Za-z0-9-]/gu, '_')}-r${id.revision}-recall`;
  return { code: id.code, revision: id.revision, note };
}

export function noteKey(id: NoteId) {
  return { pk: `DOSSIER#${id.code}`, sk: `NOTE#${pad(id.revision, 4)}#${id.note}` };
}

/** Place of an unsettled note in the sweeper's index: its shard, and when it is due. */
export function notePlace(id: NoteId, dueAt: string) {
  return { shard: halfDonePartition('NOTE', id.code), place: `${dueAt}#${id.note}` };
}
