import { dossierOf } from '../intake/index.ts';
import type { NewId } from '../platform/ids.ts';
import { accept, type Outcome } from '../platform/refusal.ts';
import { hashToken, MOST_TRIES, type Link } from './link.ts';
import { appendicesIn } from '../tracking/index.ts';
import { factorMalformed, factorWrong, linkClosed } from './link-refusals.ts';
import { findOpenLink, idOf, LINK_HOLDER, type LinkUseDeps } from './open-link.ts';
import { isLastFour, lastFour } from './second-factor.ts';
import { issueTicket, type TicketRepository } from './download-ticket.ts';

export interface UnlockDeps extends LinkUseDeps {
  readonly tickets: TicketRepository;
  readonly newId: NewId;
  readonly publicBaseUrl: string;
}

/** Where the result, and each of its appendices in files of their own, can be fetched, once, until when. */
export interface Unlocked {
  readonly download: string;
  readonly validUntil: string;
  readonly appendices: readonly { readonly title: string; readonly download: string }[];
}

/**
 * The second factor (`POST /l/{token}`). What is typed is compared first and counts only by the conditional
 * write after it: of many tries at once, no more than five are ever judged.
 */
export async function unlockLink(
  deps: UnlockDeps,
  input: { readonly token: string; readonly lastFour: string },
): Promise<Outcome<Unlocked>> {
  const found = await findOpenLink(deps, input.token);
  if (!found.ok) {
    if (found.code === 'link-locked') await recordLock(deps, input.token);
    return found;
  }
  const typed = lastFour.safeParse(input.lastFour);
  if (!typed.success) return factorMalformed();
  const one = found.value;
  const { identityNumber } = dossierOf(await deps.tracker.revision(idOf(one))).applicant;
  if (!isLastFour(typed.data, identityNumber)) return refuseTry(deps, one);
  if (!(await deps.links.countRightTry(one.tokenHash))) return linkClosed('locked');
  return accept(await issueTickets(deps, one));
}

async function issueTickets(deps: UnlockDeps, one: Link): Promise<Unlocked> {
  const result = await issueTicket(deps, one);
  const appendices: { title: string; download: string }[] = [];
  for (const { number, title } of appendicesIn(await deps.tracker.log.read(idOf(one)))) {
    appendices.push({ title, download: (await issueTicket(deps, one, number)).download });
  }
  return { ...result, appendices };
}

async function refuseTry(deps: UnlockDeps, one: Link) {
  const after = await deps.links.countWrongTry(one.tokenHash);
  if (!after) return linkClosed('locked');
  const triesLeft = MOST_TRIES - after.tries;
  const key = `link-refused:${one.link}:${after.attempts}`;
  await deps.tracker.record(
    idOf(one),
    'link-refused',
    key,
    { link: one.link, triesLeft },
    { actor: LINK_HOLDER },
  );
  if (triesLeft > 0) return factorWrong(triesLeft);
  await lock(deps, one);
  return linkClosed('locked');
}

/** The count locks the link; the event may lag behind it, and is made good at the next try. */
async function recordLock(deps: UnlockDeps, token: string): Promise<void> {
  const one = await deps.links.find(hashToken(token));
  if (one) await lock(deps, one);
}

async function lock(deps: UnlockDeps, one: Link): Promise<void> {
  await deps.tracker.record(idOf(one), 'link-locked', `link-locked:${one.link}`, { link: one.link });
}
