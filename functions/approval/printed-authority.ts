import { authorityFor, authorityLines, type Directory } from '../directory/index.ts';
import { vietnamDay, type Clock } from '../platform/clock.ts';
import type { Refusal } from '../platform/refusal.ts';
import { dataOf, type LoggedEvent, type RevisionId, type Tracker } from '../tracking/index.ts';
import { refusals } from './approval-refusals.ts';

export interface AuthorityDeps {
  readonly tracker: Tracker;
  readonly directory: Directory;
  readonly clock: Clock;
}

/**
 * Whether the capacity printed above the signature is still the official's own on this day: a mandate may have
 * run out while the draft waited (Decree 30/2020, art. 13.3), or a deputy have become the head. Drafts made
 * before the log kept what is printed are let pass.
 */
export async function refuseLostAuthority(
  { tracker, directory, clock }: AuthorityDeps,
  id: RevisionId,
): Promise<Refusal | undefined> {
  const log = await tracker.log.read(id);
  const printed = printedAuthority(log);
  const accepted = log.find(({ type }) => type === 'dossier-accepted');
  if (!printed || !accepted) return undefined;
  const { official: officialId, procedure } = dataOf(accepted, 'dossier-accepted');
  const official = await directory.findOfficial(officialId);
  const authority = official && authorityFor(official, procedure, vietnamDay(clock()));
  if (!official || !authority) return refusals.authorityChanged;
  const today = authorityLines(authority, official.title);
  return today.join('\n') === printed.join('\n') ? undefined : refusals.authorityChanged;
}

/** The lines above the signature, as the draft has them; undefined where the log does not say. */
export function printedAuthority(log: readonly LoggedEvent[]): readonly string[] | undefined {
  const rendered = log.find(({ type }) => type === 'result-rendered');
  return rendered && dataOf(rendered, 'result-rendered').authority?.lines;
}
