import type { Directory } from '../directory/index.ts';
import type { Clock } from '../platform/clock.ts';
import { accept, type Outcome, type Refusal } from '../platform/refusal.ts';
import type { Actor, RevisionId, Tracker } from '../tracking/index.ts';
import { hashToken, MOST_TRIES, standingOf, type Link } from './link.ts';
import { linkClosed, linkOfRecalled, linkUnknown } from './link-refusals.ts';
import type { LinkRepository } from './link-repository.ts';

export interface LinkUseDeps {
  readonly tracker: Tracker;
  readonly links: LinkRepository;
  readonly clock: Clock;
}

/** What the landing page shows before the second factor: nothing personal. */
export interface Landing {
  readonly code: string;
  /** name of the issuing agency */
  readonly agency: string;
  readonly symbol: string | null;
  readonly date: string | null;
  readonly validUntil: string;
  readonly triesLeft: number;
}

/** Who holds a link is known by the link alone. */
export const LINK_HOLDER: Actor = { kind: 'citizen', id: 'link-holder' };

/** Openings beyond these are counted on the link and no longer logged, so that nobody can fill a log. */
const MOST_LOGGED_OPENINGS = 50;

const TOKEN = /^[A-Za-z0-9_-]{43}$/u;

/**
 * The landing page (`GET /l/{token}`). Looking changes nothing but a count, so that mail scanners consume
 * nothing.
 */
export async function openLink(
  deps: LinkUseDeps & { readonly directory: Directory },
  token: string,
): Promise<Outcome<Landing>> {
  const found = await findOpenLink(deps, token);
  if (!found.ok) return found;
  const one = found.value;
  const opening = await deps.links.countOpening(one.tokenHash);
  if (opening <= MOST_LOGGED_OPENINGS) {
    const key = `link-opened:${one.link}:${opening}`;
    await deps.tracker.record(idOf(one), 'link-opened', key, { link: one.link }, { actor: LINK_HOLDER });
  }
  return accept(await landingOf(deps, one));
}

/** The same page shown again, after a wrong second factor: that opens nothing, and is not counted as if it did. */
export async function showLinkAgain(
  deps: LinkUseDeps & { readonly directory: Directory },
  token: string,
): Promise<Outcome<Landing>> {
  const found = await findOpenLink(deps, token);
  return found.ok ? accept(await landingOf(deps, found.value)) : found;
}

async function landingOf(deps: LinkUseDeps & { readonly directory: Directory }, one: Link): Promise<Landing> {
  const revision = await deps.tracker.revision(idOf(one));
  const { number } = await deps.tracker.state(idOf(one));
  return {
    code: one.code,
    agency: (await deps.directory.agency(revision.agency)).name,
    symbol: number?.symbol ?? null,
    date: number?.date ?? null,
    validUntil: one.validUntil,
    triesLeft: MOST_TRIES - one.tries,
  };
}

/** The link a token opens now. Lookup is by hash, so that timing tells a forger nothing about a token. */
export async function findOpenLink(
  deps: LinkUseDeps,
  token: string,
): Promise<{ ok: true; value: Link } | Refusal> {
  const one = TOKEN.test(token) ? await deps.links.find(hashToken(token)) : undefined;
  if (!one) return linkUnknown();
  if ((await deps.tracker.state(idOf(one))).recalled) return linkOfRecalled();
  const standing = standingOf(one, await deps.links.current(idOf(one)), deps.clock());
  return standing === 'open' ? accept(one) : linkClosed(standing);
}

export function idOf(one: Link): RevisionId {
  return { code: one.code, revision: one.revision };
}
