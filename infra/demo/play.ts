import { setTimeout as sleep } from 'node:timers/promises';
import pMap from 'p-map';
import { ApiClient, type TokenOf } from './api-client.ts';
import { isSettled, viewRevision, type RevisionView } from './follow.ts';
import { playClerk, playOfficial, playPost, type Tell } from './players.ts';
import { describeRefusal, submit, type Planned } from './submission.ts';
import type { Turns } from './turns.ts';

const PAUSE_MS = 120;
const AT_ONCE = { concurrency: 8 };
/** Nothing moved for this long: what still waits is reported as waiting. */
const PATIENCE_MS = 20_000;

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

/**
 * Submits what was planned and plays everybody the workflow asks, through the HTTP API alone, until every
 * revision has got to its end or nothing moves any more.
 */
export async function play(
  url: string,
  tokenOf: TokenOf,
  planned: readonly Planned[],
  { played, refused }: Progress,
  turns: Turns,
  tell: Tell,
): Promise<void> {
  const api = (username: string) => new ApiClient(url, username, tokenOf);
  const [machine, post, clerk] = [api('integration'), api('post'), api('clerk')];
  const officials = [api('official'), api('director')];
  const waiting = [...planned];
  const isReplaced = (id: { code: string; revision: number }) =>
    planned.some(({ outline }) => outline.code === id.code && outline.revision > id.revision);
  let lastMove = Date.now();
  const tellMove: Tell = (sentence) => {
    lastMove = Date.now();
    tell(sentence);
  };

  for (;;) {
    await pMap(
      takeReady(waiting, played),
      async (next) => {
        const refusal = await submit(machine, next.dossier);
        if (refusal) refused.push(describeRefusal(next.source, refusal));
        else played.push({ planned: next, view: undefined });
        tellMove(
          `${next.outline.code} r${next.outline.revision}: ${refusal ? 'bị từ chối / refused' : 'đã tiếp nhận / accepted'}`,
        );
      },
      AT_ONCE,
    );
    const open = played.filter(({ view }) => !view || !isSettled(view));
    if (open.length === 0 || Date.now() - lastMove > PATIENCE_MS) {
      refused.push(...refuseRest(waiting));
      return;
    }
    for (const official of officials) await playOfficial(official, turns(played), isReplaced, tellMove);
    await playClerk(clerk, tellMove);
    await playPost(post, tellMove);
    await pMap(
      open,
      async (each) => {
        const { code, revision } = each.planned.outline;
        const view = await viewRevision(machine, code, revision);
        if (view?.status !== each.view?.status) lastMove = Date.now();
        if (view && isSettled(view)) tellMove(`${code} r${revision}: ${view.status}`);
        each.view = view;
      },
      AT_ONCE,
    );
    await sleep(PAUSE_MS);
  }
}

/** First revisions at once; a later one once the one before was returned for correction, or was never ours. */
function takeReady(waiting: Planned[], played: readonly Played[]): Planned[] {
  const ready = waiting.filter(({ outline }) => {
    const before = played.find(
      ({ planned }) =>
        planned.outline.code === outline.code && planned.outline.revision === outline.revision - 1,
    );
    const comes = waiting.some(
      (each) => each.outline.code === outline.code && each.outline.revision < outline.revision,
    );
    return before ? before.view?.status === 'returned-for-correction' : !comes;
  });
  for (const each of ready) waiting.splice(waiting.indexOf(each), 1);
  return ready;
}

function refuseRest(waiting: readonly Planned[]): string[][] {
  return waiting.map(({ source, outline }) => [
    `✗ ${source}: lần lập ${outline.revision} không được gửi vì lần trước chưa bị trả lại để sửa`,
    `  revision ${outline.revision} was not submitted: the one before was not returned for correction`,
  ]);
}
