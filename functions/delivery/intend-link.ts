import type { Actor } from '../tracking/index.ts';
import { issueLink, type IssuedLink, type IssueLinkDeps } from './issue-link.ts';
import { intendNote, type IntendNoteDeps } from './intend-note.ts';
import type { NoteId } from './notification.ts';

export interface IntendLinkDeps extends IssueLinkDeps, IntendNoteDeps {}

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
  await intendNote(deps, note, {
    subject: { kind: 'link-issued', sequence },
    dueAt,
    ...(actor && { actor }),
  });
  return issueLink(deps, note, sequence, actor);
}
