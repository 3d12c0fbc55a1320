import type { Clock } from '../platform/clock.ts';
import { dataOf, type Actor, type RevisionId, type Tracker } from '../tracking/index.ts';
import { hashToken, linkId, type CurrentLink } from './link.ts';
import type { LinkRepository } from './link-repository.ts';
import type { LinkTokens } from './link-tokens.ts';

export interface IssueLinkDeps {
  readonly tracker: Tracker;
  readonly links: LinkRepository;
  readonly tokens: LinkTokens;
  readonly clock: Clock;
  /** days a link stays open */
  readonly linkDays: number;
}

/** A link with its secret, which only the message to the citizen may carry. */
export interface IssuedLink extends CurrentLink {
  readonly token: string;
}

/**
 * Issues a revision's link of a sequence, or answers the very same one again: the event fixes how long it is
 * valid, the key fixes the token. Every link of an earlier sequence is dead afterwards.
 */
export async function issueLink(
  deps: IssueLinkDeps,
  id: RevisionId,
  sequence: number,
  actor?: Actor,
): Promise<IssuedLink> {
  const name = linkId(id, sequence);
  const token = await deps.tokens.derive(name);
  const expiresAt = new Date(deps.clock().getTime() + deps.linkDays * 86_400_000).toISOString();
  const { event } = await deps.tracker.record(
    id,
    'link-issued',
    `link-issued:${sequence}`,
    { link: name, sequence, expiresAt },
    actor && { actor },
  );
  const { expiresAt: validUntil } = dataOf(event, 'link-issued');
  const pointer = { v: 1, link: name, sequence, tokenHash: hashToken(token), validUntil } as const;
  await deps.links.put({
    ...pointer,
    code: id.code,
    revision: id.revision,
    tries: 0,
    attempts: 0,
    openings: 0,
  });
  await deps.links.makeCurrent(id, pointer);
  return { ...pointer, token };
}
