import type { Played } from './play.ts';
import type { RevisionId } from './summary.ts';

/** Which of the drafts that wait may be decided now. */
export type Turns = (played: readonly Played[]) => (draft: RevisionId) => boolean;

/** Every draft as soon as it is there: numbers are allotted in the order things happen to end. */
export const allAtOnce: Turns = () => () => true;

const UNDECIDED = new Set(['accepted', 'rendered', 'awaiting-approval']);
const UNNUMBERED = new Set(['approved', 'awaiting-signature', 'signed', 'awaiting-seal']);

/** So many series move at a time: what begins cold has the machine almost to itself. */
const SERIES_AT_ONCE = 4;

/**
 * In each number series one draft after the other, by revision and code, each once the one before has its number: so
 * that every run of the same dossiers allots the same numbers. Where more series wait than move at a time, those
 * with most drafts go first, as they take longest.
 */
export const oneOfEachSeries: Turns = (played) => {
  const all = seriesOf(played);
  const moving = all.filter((series) => series.some((each) => UNNUMBERED.has(statusOf(each))));
  const next = all
    .filter((series) => !moving.includes(series))
    .map((series) => series.filter(isUndecided))
    .toSorted((a, b) => b.length - a.length)
    .slice(0, Math.max(0, SERIES_AT_ONCE - moving.length))
    .flatMap((undecided) => firstOf(undecided) ?? []);
  return (draft) => next.some(({ code, revision }) => code === draft.code && revision === draft.revision);
};

/** What was played, by number series: an agency numbers the results of a template in one. */
function seriesOf(played: readonly Played[]): Played[][] {
  const series = new Map<string, Played[]>();
  for (const each of played) {
    const { agency, template } = each.planned.outline;
    const key = JSON.stringify([agency, template.id]);
    series.set(key, [...(series.get(key) ?? []), each]);
  }
  return [...series.values()];
}

function firstOf(undecided: readonly Played[]): RevisionId | undefined {
  return undecided
    .map((each) => each.planned.outline)
    .toSorted((a, b) => a.revision - b.revision || a.code.localeCompare(b.code))[0];
}

/** Whether it is on its way to a decision, or waits for one. */
export function isUndecided(each: Played): boolean {
  return UNDECIDED.has(statusOf(each));
}

function statusOf(each: Played): string {
  return each.view?.status ?? 'accepted';
}
