import { demoOfficials } from '../local/demo/demo-offices.ts';
import { demoPeople } from '../local/demo/demo-people.ts';
import type { ApiClient } from './api-client.ts';
import type { Played } from './play.ts';
import { isUndecided } from './turns.ts';
import { playClerk, playOfficial, playPost, type Decisions, type Tell } from './players.ts';

/** Everybody the workflow asks, each with the API as they see it. */
interface Desks {
  /** by their id in the directory */
  readonly officials: ReadonlyMap<string, ApiClient>;
  readonly clerk: ApiClient;
  readonly post: ApiClient;
}

/** Opens every desk the demo plays: not that of an official who signs with a token of their own. */
export function openDesks(api: (username: string) => ApiClient): Desks {
  const officials = demoOfficials
    .filter(({ keyIn }) => keyIn === 'kms')
    .flatMap(({ id }) => {
      const person = demoPeople.find(({ official }) => official === id);
      return person ? [[id, api(person.username)] as const] : [];
    });
  return { officials: new Map(officials), post: api('post'), clerk: api('clerk') };
}

/**
 * Lets everybody do what waits for them. Nobody looks at a desk at which no revision stands, as far as it was last
 * seen: looking costs the machine more than all the work.
 */
export async function playDesks(
  { officials, clerk, post }: Desks,
  open: readonly Played[],
  decisions: Decisions,
  tell: Tell,
): Promise<void> {
  const due = open.filter((each) => isDraft(each) && decisions.mayDecide(each.planned.outline));
  for (const id of new Set(due.map((each) => each.planned.outline.official))) {
    const official = officials.get(id);
    if (official) await playOfficial(official, decisions, tell);
  }
  if (open.some((each) => hasStatus(each, 'awaiting-seal') || isIssuedFor(each, 'counter'))) {
    await playClerk(clerk, tell);
  }
  if (open.some((each) => isIssuedFor(each, 'post'))) await playPost(post, tell);
}

/** Seen once, and not its turn: whatever it comes to meanwhile, nobody may decide yet. */
export function isWaitingInLine(each: Played, mayDecide: Decisions['mayDecide']): boolean {
  return each.view !== undefined && isUndecided(each) && !mayDecide(each.planned.outline);
}

function isDraft(each: Played): boolean {
  return hasStatus(each, 'awaiting-approval');
}

function isIssuedFor(each: Played, channel: 'counter' | 'post'): boolean {
  return hasStatus(each, 'issued') && each.view?.channels.includes(channel) === true;
}

function hasStatus({ view }: Played, status: string): boolean {
  return view?.status === status;
}
