import pMap from 'p-map';
import { ApiClient, type TokenOf } from './api-client.ts';
import { isSettled, viewRevision, type RevisionView } from './follow.ts';
import { isWaitingInLine, openDesks, playDesks } from './desks.ts';
import type { Tell } from './players.ts';
import { printable } from './printable.ts';
import { describeRefusal, submit, type Planned } from './submission.ts';
import type { RevisionId } from './summary.ts';
import type { Turns } from './turns.ts';

/**
 * Between two looks, the longer the more revisions are looked at, so that looking leaves the machine to the work. At
 * most so long that a pause never takes for standing still what moves meanwhile.
 */
const PAUSE_MS = 120;
const PAUSE_MS_EACH = 25;
const LONGEST_PAUSE_MS = 3_000;
const AT_ONCE = { concurrency: 8 };
/** Nothing moved for this long where it was looked for: then those waiting in line are looked at, too. */
const STILL_MS = 5_000;
/** Nothing moved for this long, which a step on a busy machine may take: what still waits is reported as waiting. */
const PATIENCE_MS = 60_000;

/** A revision that was submitted, and how it stood when it was last looked at. */
export interface Played {
  readonly planned: Planned;
  view: RevisionView | undefined;
}

/** What a run has come to so far; there to be read even when the run breaks off. */
export interface Progress {
  readonly played: Played[];
  /** lines about submissions the API refused */
  readonly refused: string[][];
}

/** Who the run talks to, how drafts take turns, how it pauses, and how it tells of its progress. */
export interface Stage {
  readonly url: string;
  readonly tokenOf: TokenOf;
  readonly turns: Turns;
  /** resolves after so many milliseconds */
  readonly pause: (milliseconds: number) => Promise<unknown>;
  readonly tell: Tell;
  /** ends the run early, where somebody may: what is under way stays as it is */
  readonly interruption?: AbortSignal;
}

/**
 * Submits what was planned and plays everybody the workflow asks, through the HTTP API alone, until every
 * revision has got to its end, nothing moves any more, or the run is interrupted.
 */
export async function play(
  { url, tokenOf, turns, pause, tell, interruption }: Stage,
  planned: readonly Planned[],
  progress: Progress,
): Promise<void> {
  const api = (username: string) => new ApiClient(url, username, tokenOf);
  const machine = api('integration');
  const desks = openDesks(api);
  const { played, refused } = progress;
  const waiting = [...planned];
  const isReplaced = replacedIn(planned);
  let lastMove = Date.now();
  const tellMove: Tell = (sentence) => {
    lastMove = Date.now();
    tell(sentence);
  };

  const interrupted = () => interruption?.aborted === true;
  while (!interrupted()) {
    await submitReady(machine, waiting, progress, tellMove);
    const open = played.filter(({ view }) => !view || !isSettled(view));
    if (!hasReady(waiting, played) && (open.length === 0 || Date.now() - lastMove > PATIENCE_MS)) {
      refused.push(...refuseRest(waiting));
      return;
    }
    const mayDecide = turns(played);
    await playDesks(desks, open, { mayDecide, isReplaced }, tellMove);
    const isStill = Date.now() - lastMove > STILL_MS;
    const watched = isStill ? open : open.filter((each) => !isWaitingInLine(each, mayDecide));
    if (await follow(machine, watched, tellMove)) lastMove = Date.now();
    const wanted = Math.max(PAUSE_MS, PAUSE_MS_EACH * watched.length);
    await pause(Math.min(wanted, LONGEST_PAUSE_MS));
  }
}

function replacedIn(planned: readonly Planned[]): (id: RevisionId) => boolean {
  return (id) => planned.some(({ outline }) => outline.code === id.code && outline.revision > id.revision);
}

async function submitReady(
  machine: ApiClient,
  waiting: Planned[],
  { played, refused }: Progress,
  tell: Tell,
): Promise<void> {
  await pMap(
    takeReady(waiting, played),
    async (next) => {
      const outcome = await submit(machine, next.dossier);
      if (outcome.kind === 'refused') refused.push(describeRefusal(next.source, outcome));
      else if (!played.some((each) => isSame(each.planned, next)))
        played.push({ planned: next, view: undefined });
      tell(printable(`${next.outline.code} r${next.outline.revision}: ${SUBMITTED[outcome.kind]}`));
    },
    AT_ONCE,
  );
}

function isSame(a: Planned, b: Planned): boolean {
  return a.outline.code === b.outline.code && a.outline.revision === b.outline.revision;
}

const SUBMITTED = {
  accepted: 'đã tiếp nhận / accepted',
  known: 'đã tiếp nhận từ trước / accepted before',
  refused: 'bị từ chối / refused',
} as const;

/** Looks at the revisions; whether any moved. */
async function follow(machine: ApiClient, open: readonly Played[], tell: Tell): Promise<boolean> {
  const before = open.map(({ view }) => view?.status);
  await pMap(
    open,
    async (each) => {
      const { code, revision } = each.planned.outline;
      const view = await viewRevision(machine, code, revision);
      if (view && isSettled(view)) tell(`${code} r${revision}: ${view.status}`);
      each.view = view;
    },
    AT_ONCE,
  );
  return open.some(({ view }, index) => view?.status !== before[index]);
}

/** Takes out of those that wait what can be submitted now. */
function takeReady(waiting: Planned[], played: readonly Played[]): Planned[] {
  const ready = waiting.filter((each) => isReady(each, waiting, played));
  for (const each of ready) waiting.splice(waiting.indexOf(each), 1);
  return ready;
}

function hasReady(waiting: readonly Planned[], played: readonly Played[]): boolean {
  return waiting.some((each) => isReady(each, waiting, played));
}

/**
 * First revisions at once; a later one once the one before was returned for correction, or was never ours; one
 * named twice after its namesake, so that it is always the first that counts.
 */
function isReady(next: Planned, waiting: readonly Planned[], played: readonly Played[]): boolean {
  const { code, revision } = next.outline;
  const before = played.find(
    ({ planned: { outline } }) => outline.code === code && outline.revision === revision - 1,
  );
  const [first] = waiting.filter(({ outline }) => outline.code === code);
  return first === next && (!before || before.view?.status === 'returned-for-correction');
}

function refuseRest(waiting: readonly Planned[]): string[][] {
  return waiting.map(({ source, outline }) => [
    `✗ ${printable(source)}: lần lập ${outline.revision} không được gửi vì lần trước chưa bị trả lại để sửa`,
    `  revision ${outline.revision} was not submitted: the one before was not returned for correction`,
  ]);
}
